/** Draws recordings and measurements: `timeline`, `compare`, `attempts`, `distribution` …; and any Vega-Lite specification */
export { attempts } from "./attempts.js";
export type { Chart } from "./chart.js";
export { compare } from "./compare.js";
export { distribution, type DistributionOptions } from "./distribution.js";
export { histogram, type HistogramOptions } from "./histogram.js";
export { inFlight } from "./in-flight.js";
export { loopDelay } from "./loop-delay.js";
export { speedUp } from "./speed-up.js";
export { median } from "./statistics.js";
export { renderSvg } from "./render-svg.js";
export { forgetColors, palette } from "./theme.js";
export { timeline } from "./timeline.js";
export { vegaLite } from "./vega-lite.js";
