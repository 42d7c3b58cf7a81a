export const rule = "labels-in-one-text";

export default ["A,E", "D, C, B"];
