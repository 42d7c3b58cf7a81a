/**
 * Under this symbol `checkHomework` leaves on `globalThis` the function that it was given while a homework is graded: the
 * grading kernel calls it where the notebook has no function of the name that it looks for.
 */
export const checkedSymbol: unique symbol = Symbol.for("async-lab.checked") as never;
