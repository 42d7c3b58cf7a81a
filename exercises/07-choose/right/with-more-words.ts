export default {
  pages: "the event loop",
  query: "Loop",
  primes: "worker threads",
  simulation: "worker",
  mean: " loop ",
  training: "process",
  crashes: "processes",
};
