export const rule = "computing-is-for-threads";

export default {
  pages: "loop",
  query: "loop",
  primes: "thread",
  simulation: "process",
  mean: "loop",
  training: "process",
  crashes: "process",
};
