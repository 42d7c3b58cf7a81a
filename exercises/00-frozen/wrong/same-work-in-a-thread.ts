// The same work, but in a thread of its own.
export const rule = "not-frozen";

export default "encrypt";
