import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import type { Language } from "@async-lab/notebook";
import { decodeText } from "../text.js";
import { codeOf } from "../command-line.js";
import { withoutOutputs } from "../read-notebook.js";
import { messages } from "../messages/index.js";
import { largestBytes, type FoundFile } from "./find-files.js";
import { readSubmissionMetadata, type SubmissionMetadata } from "./submission-metadata.js";
import { identify, type Student } from "./student.js";
import type { Enrolled } from "./roster.js";

/** A file that was handed in; it is only ever read. */
export interface SubmissionFile {
  readonly path: string;
  /** Below the folder that holds all that was given, as people know it. */
  readonly shownPath: string;
  readonly text: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly modifiedAt: Date;
  readonly metadata: SubmissionMetadata;
  readonly student: Student;
  /** Why it was not read, in one line. */
  readonly unread?: string;
}

/** Reads one file, and whose it is. */
export async function readSubmission(
  { path, shownPath, file, closed }: FoundFile,
  roster: readonly Enrolled[] | undefined,
  language: Language,
): Promise<SubmissionFile> {
  const words = messages(language).files;
  let bytes: Uint8Array = new Uint8Array();
  let modifiedAt = new Date(0);
  let unread = closed === undefined ? undefined : words.closed(closed);
  try {
    const { mtime, size } = await stat(file);
    modifiedAt = mtime;
    if (size > largestBytes) unread ??= words.tooLarge(Math.round(size / 2 ** 20), largestBytes / 2 ** 20);
    if (unread === undefined) bytes = await readFile(file);
  } catch (error) {
    unread ??= words.unreadable(codeOf(error));
  }
  // Outputs are not kept in memory, for a whole class.
  const text = withoutOutputs(decodeText(bytes));
  const metadata = readSubmissionMetadata(text);
  return {
    path,
    shownPath,
    text,
    hash: createHash("sha256").update(bytes).digest("hex"),
    modifiedAt,
    metadata,
    student: identify(metadata, shownPath, roster),
    ...(unread === undefined ? {} : { unread }),
  };
}
