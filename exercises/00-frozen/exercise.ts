import { pbkdf2, pbkdf2Sync } from "node:crypto";
import { promisify } from "node:util";
import { defineExercise, NotAttempted } from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** The name of the function that froze the event loop. */
    "00-frozen": string;
  }
}

type Suspect = () => Promise<void>;

/** Who names the call inside has understood, too. */
const callsInside: Readonly<Record<string, string>> = {
  fetch: "download",
  pbkdf2: "encrypt",
  pbkdf2sync: "fingerprint",
};

/**
 * By order: a callback of `setImmediate`, set before the named function is called, comes before its end or does not.
 *
 * Refused: another function; a name that is none of the lesson's.
 */
export default defineExercise("00-frozen", {
  place: 2,
  messages,
  expects: ({ expects }) => expects.aName,
  accepts: (answer) => typeof answer === "string",
  async judge(answer, harness) {
    // As it stands in the code: with `async function` before it, or parentheses after it.
    const name = answer.replace(/\(.*\)|[^\w\s]|\b(async|function)\b/g, " ").trim();
    if (answer.trim() === "") throw new NotAttempted();
    const suspects = lessonFunctions(harness.server.newRun().url("/delay/0.2"));
    const wanted = callsInside[name.toLowerCase()] ?? name.toLowerCase();
    const suspect = suspects.find((candidate) => candidate.name === wanted);
    if (!suspect) {
      throw violation("unknown-name", {
        expected: suspects.map((each) => each.name).join(", "),
        got: answer,
      });
    }
    if (await letsLoopGoOn(suspect)) throw violation("not-frozen", { name: suspect.name });
    return { name: suspect.name };
  },
});

/** Whether a callback that is ready before the call can run before the function has ended: by order, not by a clock. */
async function letsLoopGoOn(suspect: Suspect): Promise<boolean> {
  const heartbeat = new Promise<boolean>((resolve) => void setImmediate(resolve, true));
  // Of the download nobody awaits more than its beginning; it ends with the check's connections.
  const end = suspect().then(
    () => false,
    () => false,
  );
  return await Promise.race([end, heartbeat]);
}

function lessonFunctions(url: string): Suspect[] {
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
