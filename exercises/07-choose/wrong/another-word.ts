export const rule = "unknown-place";

export default {
  pages: "promise",
  query: "loop",
  primes: "thread",
  simulation: "thread",
  mean: "loop",
  training: "process",
  crashes: "process",
};
