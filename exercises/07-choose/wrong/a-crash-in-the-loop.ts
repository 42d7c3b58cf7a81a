export const rule = "what-may-crash-is-a-process";

export default {
  pages: "loop",
  query: "loop",
  primes: "thread",
  simulation: "thread",
  mean: "loop",
  training: "process",
  crashes: "loop",
};
