import type { Language } from "@async-lab/notebook";
import type { Outcome } from "../class/outcome.js";
import type { CellProblem, Grade } from "../grade.js";
import { hideMessage, tellProblem, tellThrown, tellUnreadable } from "../tell-problem.js";
import { formatPoints } from "../words/points.js";
import { pageWords } from "../words/index.js";
import { criteriaTable } from "./criteria-table.js";
import { tellCode } from "./code.js";
import { html, type Html } from "./html.js";
import { makePage } from "./page.js";
import { andMore, makeTable, wideTable } from "./tables.js";
import { tellSeen } from "./seen.js";

/** What a page is made with. */
export interface PageOptions {
  readonly points: number;
  /** The folder that the page is for; undefined where it must not tell the name of the file that was graded. */
  readonly folder: string | undefined;
  /** Takes out names where the class is anonymous. */
  readonly hide: (text: string) => string;
}

/**
 * The page of one submission, in the language of its notebook: criteria with points and evidence, what the server saw,
 * what went wrong in which cell, what it printed, and its code.
 */
export async function makeSubmissionPage(
  outcome: Outcome,
  grade: Grade,
  { points, folder, hide }: PageOptions,
): Promise<string> {
  const spoken = grade.language;
  const words = pageWords(spoken);
  const number = (value: number) => formatPoints(value, spoken);
  const body = html` <h1>${words.title(outcome.label)}</h1>
    <p class="points">${words.result} <strong>${number(points)}</strong> ${words.of(String(grade.of))}</p>
    ${tellLate(outcome, spoken)} ${tellOverride(outcome, grade, spoken)} ${tellEnd(grade, spoken, hide)}
    ${brokenBox(grade, spoken, hide)} ${thrownBox(grade, spoken, hide)}
    <h2>${words.criteria}</h2>
    ${criteriaTable(outcome, grade, points)}
    <h2>${words.seenTitle}</h2>
    ${await tellSeen(grade, spoken)} ${tellProblems(grade.problems, spoken, hide)}
    ${tellPrinted(hide(grade.printed), spoken)}
    ${outcome.submission && tellCode(outcome.submission, { spoken, folder, hide })}
    <footer><p>${words.footer}</p></footer>`;
  return makePage(spoken, words.title(outcome.label), body);
}

function tellLate({ punctuality, submission }: Outcome, spoken: Language): Html | undefined {
  const words = pageWords(spoken);
  const at = submission?.handedIn.submittedAt;
  if (punctuality?.kind !== "late") return at && html`<p class="soft">${words.handedInAt(at)}</p>`;
  return html`<div class="box">
    <p><strong>${words.late}</strong> ${words.lateBy(words.span(punctuality.byMs))}</p>
    ${at && html`<p>${words.handedInAt(at)}</p>`}
  </div>`;
}

function tellOverride({ override }: Outcome, grade: Grade, spoken: Language): Html | undefined {
  if (!override) return undefined;
  const words = pageWords(spoken);
  const whole = typeof override.points === "number";
  const was = whole ? words.overriddenWhole(formatPoints(grade.points, spoken)) : words.overriddenCriteria;
  return html`<div class="box">
    <p><strong>${words.overridden}</strong> ${was}</p>
    ${override.reasons.map((reason) => html`<p>${words.reason}: ${reason}</p>`)}
  </div>`;
}

function tellEnd(
  { ended, unreadable }: Grade,
  spoken: Language,
  hide: (text: string) => string,
): Html | undefined {
  if (ended === "completed") return undefined;
  const words = pageWords(spoken);
  const why = unreadable === undefined ? undefined : html`<p>${tellUnreadable(unreadable, hide)}</p>`;
  return html`<div class="box bad">
    <p>
      ${ended === "not run" ? undefined : html`<strong>${words.didNotFinish}</strong>`} ${words.ended[ended]}
    </p>
    ${why}
  </div>`;
}

/** What the cell said that should have defined `scrape`. */
function brokenBox(
  { brokenCell, problems }: Grade,
  spoken: Language,
  hide: (text: string) => string,
): Html | undefined {
  const problem = problems.find(({ cell }) => cell === brokenCell);
  return problem && html`<div class="box bad"><p>${tellProblem(problem, pageWords(spoken), hide)}</p></div>`;
}

function thrownBox({ thrown }: Grade, spoken: Language, hide: (text: string) => string): Html | undefined {
  if (!thrown) return undefined;
  const lines = [tellThrown(thrown, pageWords(spoken), hide), ...thrown.causes.map((cause) => hide(cause))];
  return html`<div class="box bad">${lines.map((line) => html`<p>${line}</p>`)}</div>`;
}

const mostProblems = 50;

function tellProblems(
  problems: readonly CellProblem[],
  spoken: Language,
  hide: (text: string) => string,
): Html | undefined {
  if (problems.length === 0) return undefined;
  const words = pageWords(spoken);
  const rows = problems.slice(0, mostProblems).map(
    ({ cell, kind, error }) =>
      html`<tr>
        <th scope="row" class="number">${linkTo(`c${cell}l1`, String(cell))}</th>
        <td>${words.problem[kind]}</td>
        <td>${placeOf(cell, error?.place)}</td>
        <td>
          ${error === undefined ? "" : [error.message, ...error.causes].map((line) => html`<p>${hideMessage(line, kind, hide)}</p>`)}
        </td>
      </tr>`,
  );
  return html`<h2>${words.problemsTitle}</h2>
    <p>${words.problemsIntro}</p>
    ${wideTable(
      words.problemsTitle,
      makeTable({
        caption: words.problemsCaption,
        columns: [{ figures: words.cellHead }, words.kind, words.place, words.message],
        rows,
      }),
    )}${andMore(problems.length - rows.length, spoken)}`;
}

/** The place of an error, as a link where it is in its own cell. */
function placeOf(cell: number, place: string | undefined): Html {
  const [, inCell, line] = /(\d+)\D+(\d+)$/.exec(place ?? "") ?? [];
  return place !== undefined && inCell === String(cell)
    ? linkTo(`c${cell}l${line ?? ""}`, place)
    : html`${place ?? "–"}`;
}

function linkTo(id: string, text: string): Html {
  return html`<a href="#${id}">${text}</a>`;
}

function tellPrinted(printed: string, spoken: Language): Html {
  const words = pageWords(spoken);
  if (printed.trim() === "")
    return html`<h2>${words.printedTitle}</h2>
      <p>${words.printedNothing}</p>`;
  return html`<h2>${words.printedTitle}</h2>
    <p>${words.printedIntro}</p>
    <pre role="region" aria-label="${words.printedTitle}" tabindex="0">${printed}</pre>`;
}
