// A microtask taken for something that interrupts.
export const rule = "synchronous-first";

export default ["A", "D", "E", "C", "B"];
