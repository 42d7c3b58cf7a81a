// await taken for a call that blocks.
export const rule = "synchronous-first";

export default ["A", "B", "E", "D", "C"];
