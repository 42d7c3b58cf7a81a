export const rule = "another-program-is-a-process";

export default {
  pages: "loop",
  query: "loop",
  primes: "thread",
  simulation: "thread",
  mean: "loop",
  training: "thread",
  crashes: "process",
};
