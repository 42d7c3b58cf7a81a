export default {
  pages: "event-loop",
  query: "the event loop",
  primes: "a worker thread",
  simulation: "worker_threads",
  mean: "loop",
  training: "a child process",
  crashes: "child_process",
};
