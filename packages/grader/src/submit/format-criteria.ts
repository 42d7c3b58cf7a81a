import { criterionStyles, criterionState } from "async-lab/checks";
import { cleanLine } from "../text.js";
import type { Grade } from "../grade.js";
import { formatProblem, formatThrown, commonFeedback } from "../format-grade.js";
import { formatPoints } from "../messages/format.js";
import { messages } from "../messages/index.js";

/** A longer list is of no use. */
const maxProblems = 10;

/**
 * A grade as lines for a terminal: each criterion with a sign and a word, what was measured, and what to do.
 *
 * @param width of the terminal, in characters
 */
export function formatCriteria(grade: Grade, width: number): string {
  const { language, judgements, problems, thrown, ended, unreadable, points, of } = grade;
  const words = messages(language).page;
  const say = messages(language).submit;
  const number = (value: number) => formatPoints(value, language);
  const wrapped = (text: string, indent: string) => wrap(cleanLine(text, 600), width, indent);
  const lines: string[] = [];
  if (ended !== "completed") {
    lines.push(...wrapped(`${ended === "not run" ? "" : words.didNotFinish} ${words.ended[ended]}`, ""));
    if (unreadable !== undefined) lines.push(...wrapped(unreadable, ""));
    lines.push("");
  }
  const own = problems.filter(({ needs }) => needs === undefined);
  for (const problem of own.slice(0, maxProblems))
    lines.push(...wrapped(formatProblem(problem, words), "! "));
  const needing = problems.length - own.length;
  if (needing > 0) lines.push(...wrapped(say.needing(needing), "  "));
  if (own.length > maxProblems) lines.push(...wrapped(say.moreProblems(own.length - maxProblems), "  "));
  if (thrown) lines.push(...wrapped(formatThrown(thrown, words), "! "));
  if (problems.length > 0 || thrown) lines.push("");
  lines.push(say.title, "");
  const common = commonFeedback(judgements);
  if (common) lines.push(...wrapped(common, ""), "");
  for (const judgement of judgements) {
    const { title, of: max, evidence, feedback } = judgement;
    const state = criterionState(judgement);
    const ofMax = words.pointsOf(number(judgement.points), String(max));
    lines.push(...wrapped(`${criterionStyles[state].icon} ${words[state]}: ${title}, ${ofMax}`, ""));
    lines.push(...wrapped(evidence, "    "));
    if (state !== "met" && common === undefined && feedback !== "") lines.push(...wrapped(feedback, "    "));
  }
  lines.push("", say.total(number(points), String(of)));
  return lines.join("\n");
}

function wrap(text: string, width: number, indent: string): string[] {
  const length = Math.max(30, Math.min(width, 100) - indent.length);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > length) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  const [first = "", ...others] = lines;
  return [indent + first, ...others.map((other) => " ".repeat(indent.length) + other)];
}
