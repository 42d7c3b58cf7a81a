export default {
  pages: "",
  query: "",
  primes: "",
  simulation: "",
  mean: "",
  training: "",
  crashes: "",
};
