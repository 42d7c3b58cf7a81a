/** Draws recordings: `timeline`, `compare`, `inFlight`, `loopDelay`. */
export type { Chart } from "./chart.js";
export { compare } from "./compare.js";
export { inFlight } from "./in-flight.js";
export { loopDelay } from "./loop-delay.js";
export { timeline } from "./timeline.js";
