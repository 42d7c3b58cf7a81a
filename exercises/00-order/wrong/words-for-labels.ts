// The lines in place of the labels.
export const rule = "labels";

export default ["visit", "E", "promise", "timer", "B"];
