import type { Outcome } from "../outcome.js";
import { readProgress, updateProgress, type Predictable } from "./progress-file.js";

/** The homework's place among the exercises. */
export const homeworkId = "09-homework";

interface Noted {
  readonly exercise: string;
  readonly outcome: Outcome;
}

/** Notes a verdict. An exercise not attempted is no try: running a notebook again from the top changes nothing. */
export function noteVerdict({ exercise, outcome }: Noted): void {
  if (outcome === "not attempted") return;
  updateProgress((progress) => {
    const before = progress.exercises[exercise];
    const now = new Date().toISOString();
    const firstSolved = before?.firstSolved ?? (outcome === "right" ? now : undefined);
    const after = {
      outcome,
      tries: (before?.tries ?? 0) + 1,
      lastTried: now,
      ...(firstSolved === undefined ? {} : { firstSolved }),
    };
    return { ...progress, exercises: { ...progress.exercises, [exercise]: after } };
  });
}

/** Predictions of this notebook: they hold also where nothing can be written. */
const made = new Map<string, Predictable>();

/** Notes a prediction, so that a kernel started later knows of it, too. */
export function writePrediction(id: string, value: Predictable): void {
  made.set(id, value);
  updateProgress((progress) => {
    // JSON knows neither NaN nor Infinity. Taken out and put in again: the latest ones stand last, and are the ones kept.
    const kept = typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
    const others = Object.entries(progress.predictions).filter(([other]) => other !== id);
    return { ...progress, predictions: Object.fromEntries([...others, [id, kept]]) };
  });
}

/** What was predicted under this id, in this notebook or before. */
export function readPrediction(id: string): Predictable | undefined {
  if (made.has(id)) return made.get(id);
  try {
    const { predictions } = readProgress();
    return Object.hasOwn(predictions, id) ? predictions[id] : undefined;
  } catch {
    return undefined;
  }
}
