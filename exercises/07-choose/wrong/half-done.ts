export const rule = "unknown-place";

export default {
  pages: "loop",
  query: "loop",
  primes: "thread",
  simulation: "thread",
  mean: "",
  training: "",
  crashes: "",
};
