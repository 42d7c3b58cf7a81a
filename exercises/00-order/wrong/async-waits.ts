// An async function taken for one that starts later.
export const rule = "starts-at-once";

export default ["E", "A", "D", "C", "B"];
