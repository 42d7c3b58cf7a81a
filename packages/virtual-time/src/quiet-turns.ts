/** So many turns of the event loop in which nothing happens mean that nothing will. */
export const quietTurns = 12;
/** With bytes on their way, or callbacks of `setImmediate` that keep coming, it takes this many quiet ones in all. */
export const patientTurns = 2000;

/**
 * Where nothing is left, the thread pool may still compress or encrypt, which Node lists nowhere: so many pauses of real
 * time, in ms, in which hardly any CPU time is used, mean that it does not.
 */
export const idlePauses = 5;
export const pauseMs = 20;
