export default {
  pages: "bucle de eventos",
  query: "el bucle de eventos",
  primes: "hilo de trabajo",
  simulation: "hilos de trabajo",
  mean: "el bucle",
  training: "un proceso",
  crashes: "procesos hijos",
};
