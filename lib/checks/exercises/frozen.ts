// @ts-nocheck -- being moved to virtual time
import { pbkdf2, pbkdf2Sync } from "node:crypto";
import { promisify } from "node:util";
import { NotAttempted, violation } from "../rule-violation.js";
import type { Exercise } from "../exercise.js";
import { reach } from "../reach.js";
import type { Answers } from "./answers.js";

type Frozen = Answers["00-frozen"];

export const frozen: Exercise<"00-frozen", Frozen> = {
  id: "00-frozen",
  lesson: "00",
  expects: "the name of a function (string)",
  accepts: (answer) => typeof answer === "string",
  async judge(answer, harness) {
    const name = answer.trim().replace(/\(\s*\)$/, "");
    if (name === "") throw new NotAttempted();
    const suspects = lessonFunctions(harness.api.newRun().url("/delay/0.2"));
    // Who names the call inside has understood, too.
    const wanted = (name === "pbkdf2Sync" ? "fingerprint" : name).toLowerCase();
    const suspect = suspects.find((candidate) => candidate.name.toLowerCase() === wanted);
    if (!suspect) {
      throw violation("unknown-name", { expected: suspects.map((each) => each.name).join(", "), got: name });
    }
    const measured = new Map<() => Promise<void>, Pulse>();
    for (const each of suspects) measured.set(each, await takeCalmerPulse(each));
    const [first] = [...measured].sort(([, a], [, b]) => share(b) - share(a));
    const pulse = measured.get(suspect) ?? { ms: 0, missedMs: 0 };
    const seen = { name: suspect.name, missed: Math.round(pulse.missedMs), ms: Math.round(pulse.ms) };
    if (first?.[0] !== suspect) throw violation("not-frozen", seen);
    return seen;
  },
};

/** How long a function took, and the longest time that the heartbeat stood still meanwhile. */
interface Pulse {
  readonly ms: number;
  readonly missedMs: number;
}

const share = ({ missedMs, ms }: Pulse): number => missedMs / ms;

/** Of two runs the one in which the heart missed less: another program may have held this one up in the other. */
async function takeCalmerPulse(suspect: () => Promise<void>): Promise<Pulse> {
  const [one, other] = [await takePulse(suspect), await takePulse(suspect)];
  return share(one) <= share(other) ? one : other;
}

async function takePulse(suspect: () => Promise<void>): Promise<Pulse> {
  const everyMs = 10;
  const started = performance.now();
  let last = started;
  let longest = 0;
  const beat = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const heartbeat = setInterval(beat, everyMs);
  try {
    await suspect();
  } finally {
    clearInterval(heartbeat);
    beat();
  }
  return { ms: performance.now() - started, missedMs: Math.max(0, longest - everyMs) };
}

function lessonFunctions(url: string): (() => Promise<void>)[] {
  const fetch = reach;
  return [download, encrypt, fingerprint];

  // What follows is the code of the lesson; test/answers.test.ts compares the two.
  // #region lesson
  async function download() {
    await fetch(url);
  }
  async function encrypt() {
    await promisify(pbkdf2)("password", "salt", 500_000, 32, "sha256");
  }
  // eslint-disable-next-line @typescript-eslint/require-await -- the point of the exercise: async, and yet it blocks
  async function fingerprint() {
    pbkdf2Sync("password", "salt", 500_000, 32, "sha256");
  }
  // #endregion
}
