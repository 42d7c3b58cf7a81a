// The page taken for faster than the timer.
export const rule = "network-last";

export default ["A", "E", "D", "B", "C"];
