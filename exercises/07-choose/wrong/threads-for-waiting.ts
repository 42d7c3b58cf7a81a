export const rule = "waiting-is-for-the-loop";

export default {
  pages: "thread",
  query: "thread",
  primes: "thread",
  simulation: "thread",
  mean: "loop",
  training: "process",
  crashes: "process",
};
