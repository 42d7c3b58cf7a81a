export const rule = "computing-is-for-threads";

export default {
  pages: "loop",
  query: "loop",
  primes: "loop",
  simulation: "thread",
  mean: "loop",
  training: "process",
  crashes: "process",
};
