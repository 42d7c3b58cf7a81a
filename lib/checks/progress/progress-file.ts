import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { takeExclusiveLock } from "@async-lab/practice-api";
import { stateFolder } from "../../course-folder.js";
import { messages } from "../messages/index.js";
import type { Outcome } from "../outcome.js";

/** What can be predicted and measured. */
export type Predictable = number | string | boolean;

/** What is kept of the attempts at one exercise. */
export interface ExerciseProgress {
  /** Of the last attempt. */
  readonly outcome: Exclude<Outcome, "not attempted">;
  /** How often it was checked, until now. */
  readonly tries: number;
  /** When, as ISO 8601. */
  readonly lastTried: string;
  readonly firstSolved?: string;
}

/** What the file holds. */
export interface Progress {
  readonly version: 1;
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
  /** In the order in which they were made. */
  readonly predictions: Readonly<Record<string, Predictable>>;
}

const nothing: Progress = { version: 1, exercises: {}, predictions: {} };

/** More than a course has; a program gone wild must not fill the disk. */
const maxEntries = 200;
const longestText = 200;
const patienceMs = 2000;

/** Where a learner's progress is kept. */
export const progressFile = (): string => join(stateFolder(), "progress.json");

/**
 * Reads a learner's progress; a file that cannot be read is put aside, which one line on stderr says.
 *
 * @throws the system's error if the file is there and may not be read
 */
export function readProgress(path = progressFile()): Progress {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return nothing;
    throw error;
  }
  const progress = parse(text);
  if (progress) return progress;
  let aside = path.replace(/\.json$/, ".damaged.json");
  for (let count = 2; existsSync(aside); count += 1)
    aside = path.replace(/\.json$/, `.damaged-${count}.json`);
  renameSync(path, aside);
  console.warn(messages().progress.damaged(path, aside));
  return nothing;
}

/**
 * Changes the progress, so that two notebooks doing so at once lose nothing: read, changed and written under one lock.
 *
 * Not being able to keep it is no reason to withhold a verdict: one line on stderr says so.
 */
export function updateProgress(change: (progress: Progress) => Progress): void {
  const path = progressFile();
  try {
    using lock = takeExclusiveLock(join(dirname(path), "progress.lock"), { waitMs: patienceMs });
    if (!lock) throw new Error("another program holds its lock");
    const progress = bound(change(readProgress(path)));
    const temporary = `${path}.${process.pid}.new`;
    writeFileSync(temporary, `${JSON.stringify(progress, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(temporary, path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.warn(messages().progress.notSaved(path, reason));
  }
}

function bound(progress: Progress): Progress {
  const latest = <T>(entries: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(entries).slice(-maxEntries));
  const predictions = Object.entries(latest(progress.predictions)).map(([id, value]) => [
    id.slice(0, longestText),
    typeof value === "string" ? value.slice(0, longestText) : value,
  ]);
  return {
    version: 1,
    exercises: latest(progress.exercises),
    predictions: Object.fromEntries(predictions) as Progress["predictions"],
  };
}

function parse(text: string): Progress | undefined {
  try {
    const value = JSON.parse(text) as Partial<Progress> | null;
    const whole =
      value?.version === 1 &&
      isRecord(value.exercises) &&
      Object.values(value.exercises).every(isExerciseProgress) &&
      isRecord(value.predictions) &&
      Object.values(value.predictions).every(isPredictable);
    return whole ? (value as Progress) : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isExerciseProgress(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { outcome, tries, lastTried, firstSolved } = value;
  const dates = [lastTried, firstSolved ?? lastTried];
  return (
    (outcome === "incorrect" || outcome === "error" || outcome === "right") &&
    Number.isSafeInteger(tries) &&
    dates.every((date) => typeof date === "string" && !Number.isNaN(Date.parse(date)))
  );
}

function isPredictable(value: unknown): boolean {
  return typeof value === "number" || typeof value === "string" || typeof value === "boolean";
}
