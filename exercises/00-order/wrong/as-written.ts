// The order in which the labels stand in the code.
export const rule = "synchronous-first";

export default ["C", "D", "A", "B", "E"];
