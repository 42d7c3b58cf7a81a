export const rule = "too-small-to-move";

export default {
  pages: "loop",
  query: "loop",
  primes: "thread",
  simulation: "thread",
  mean: "process",
  training: "process",
  crashes: "process",
};
