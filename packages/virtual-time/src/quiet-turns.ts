/** So many turns of the event loop in which nothing happens mean that nothing will. */
export const quietTurns = 12;
/** With bytes on their way, or callbacks of `setImmediate` that keep coming, it takes this many quiet ones in all. */
export const patientTurns = 2000;
