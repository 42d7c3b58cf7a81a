export const rule = "labels";

export default ["A", "E", "D", "C"];
