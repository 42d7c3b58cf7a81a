import { criterionStyles, criterionState } from "async-lab/checks";
import { cleanLine } from "../clean-text.js";
import type { Grade } from "../grade.js";
import { tellProblem, tellThrown } from "../tell-problem.js";
import { formatPoints } from "../words/points.js";
import { commonFeedback } from "../common-feedback.js";
import { pageWords, submitWords } from "../words/index.js";

/** A longer list helps nobody. */
const mostProblems = 10;

/**
 * A grade as lines for a terminal: each criterion with a sign and a word, what was measured, and what to do.
 *
 * @param width of the terminal, in characters
 */
export function tellCriteria(grade: Grade, width: number): string {
  const { language: spoken, judgements, problems, thrown, ended, unreadable, points, of } = grade;
  const words = pageWords(spoken);
  const say = submitWords(spoken);
  const number = (value: number) => formatPoints(value, spoken);
  const wrapped = (text: string, indent: string) => wrap(cleanLine(text, 600), width, indent);
  const lines: string[] = [];
  if (ended !== "completed") {
    lines.push(...wrapped(`${ended === "not run" ? "" : words.didNotFinish} ${words.ended[ended]}`, ""));
    if (unreadable !== undefined) lines.push(...wrapped(unreadable, ""));
    lines.push("");
  }
  const own = problems.filter(({ needs }) => needs === undefined);
  for (const problem of own.slice(0, mostProblems)) lines.push(...wrapped(tellProblem(problem, words), "! "));
  const needing = problems.length - own.length;
  if (needing > 0) lines.push(...wrapped(say.needing(needing), "  "));
  if (own.length > mostProblems) lines.push(...wrapped(say.moreProblems(own.length - mostProblems), "  "));
  if (thrown) lines.push(...wrapped(tellThrown(thrown, words), "! "));
  if (problems.length > 0 || thrown) lines.push("");
  lines.push(say.title, "");
  const common = commonFeedback(judgements);
  if (common) lines.push(...wrapped(common, ""), "");
  for (const judgement of judgements) {
    const { title, of: most, evidence, feedback } = judgement;
    const state = criterionState(judgement);
    const ofMost = words.pointsOf(number(judgement.points), String(most));
    lines.push(...wrapped(`${criterionStyles[state].icon} ${words[state]}: ${title}, ${ofMost}`, ""));
    lines.push(...wrapped(evidence, "    "));
    if (state !== "met" && common === undefined && feedback !== "") lines.push(...wrapped(feedback, "    "));
  }
  lines.push("", say.total(number(points), String(of)));
  return lines.join("\n");
}

function wrap(text: string, width: number, indent: string): string[] {
  const room = Math.max(30, Math.min(width, 100) - indent.length);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  const [first = "", ...others] = lines;
  return [indent + first, ...others.map((other) => " ".repeat(indent.length) + other)];
}
