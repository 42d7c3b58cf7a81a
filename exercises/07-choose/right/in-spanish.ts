export default {
  pages: "bucle",
  query: "bucle",
  primes: "hilo",
  simulation: "hilos",
  mean: "bucle",
  training: "proceso",
  crashes: "Proceso",
};
