// A timer of 0 ms taken for "now".
export const rule = "microtask-before-timer";

export default ["A", "E", "C", "D", "B"];
