export default {
  pages: "loop",
  query: "loop",
  primes: "thread",
  simulation: "thread",
  mean: "loop",
  training: "process",
  crashes: "process",
};
