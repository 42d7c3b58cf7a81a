export const rule = "waiting-is-for-the-loop";

export default {
  pages: "loop",
  query: "process",
  primes: "thread",
  simulation: "thread",
  mean: "loop",
  training: "process",
  crashes: "process",
};
