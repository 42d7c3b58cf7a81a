let latest: Promise<unknown> = Promise.resolve();

/** Does one thing after the other, whoever asks for them: there is one virtual clock for the whole process. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = latest.then(work);
  latest = turn.catch(() => undefined);
  return turn;
}
