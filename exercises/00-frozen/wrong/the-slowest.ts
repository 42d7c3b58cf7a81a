// The one that takes longest need not block.
export const rule = "not-frozen";

export default "download";
