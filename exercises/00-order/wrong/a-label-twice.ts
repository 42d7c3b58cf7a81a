export const rule = "labels";

export default ["A", "A", "E", "D", "C", "B"];
