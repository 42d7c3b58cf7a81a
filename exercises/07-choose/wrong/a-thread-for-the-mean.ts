export const rule = "too-small-to-move";

export default {
  pages: "loop",
  query: "loop",
  primes: "thread",
  simulation: "thread",
  mean: "thread",
  training: "process",
  crashes: "process",
};
