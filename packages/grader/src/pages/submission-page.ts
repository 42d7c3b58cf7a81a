import type { Language } from "@async-lab/notebook";
import type { StudentResult } from "../class/student-result.js";
import type { CellProblem, Grade } from "../grade.js";
import { formatProblem, formatThrown } from "../format-grade.js";
import { formatPoints } from "../messages/format.js";
import { messages } from "../messages/index.js";
import { criteriaTable } from "./criteria-table.js";
import { renderCode } from "./code.js";
import { html, type Html } from "./html.js";
import { makePage } from "./page.js";
import { andMore, makeTable, wideTable } from "./tables.js";
import { renderSeen } from "./seen.js";
import type { Hide } from "../text.js";

/** What a page is made with. */
export interface PageOptions {
  readonly points: number;
  /** The folder that the page is for; undefined where it must not show the name of the file that was graded. */
  readonly folder: string | undefined;
  /** Takes names out of the code where the class is anonymous; in the grade there are none. */
  readonly hide: Hide;
}

/**
 * The page of one submission, in the language of its notebook: criteria with points and evidence, what the server saw,
 * what went wrong in which cell, what it printed, and its code.
 */
export async function makeSubmissionPage(
  result: StudentResult,
  grade: Grade,
  { points, folder, hide }: PageOptions,
): Promise<string> {
  const { language } = grade;
  const words = messages(language).page;
  const number = (value: number) => formatPoints(value, language);
  const body = html` <h1>${words.title(result.label)}</h1>
    <p class="points">${words.result} <strong>${number(points)}</strong> ${words.of(String(grade.of))}</p>
    ${renderLate(result, language)} ${renderOverride(result, grade, language)} ${renderEnd(grade, language)}
    ${brokenBox(grade, language)} ${thrownBox(grade, language)}
    <h2>${words.criteria}</h2>
    ${criteriaTable(result, grade, points)}
    <h2>${words.seenTitle}</h2>
    ${await renderSeen(grade, language)} ${renderProblems(grade.problems, language)}
    ${renderPrinted(grade.printed, language)}
    ${result.submission && renderCode(result.submission, { language, folder, hide })}
    <footer><p>${words.footer}</p></footer>`;
  return makePage(language, words.title(result.label), body);
}

function renderLate({ punctuality, submission }: StudentResult, language: Language): Html | undefined {
  const words = messages(language).page;
  const at = submission?.metadata.submittedAt;
  if (punctuality?.kind !== "late") return at && html`<p class="soft">${words.handedInAt(at)}</p>`;
  return html`<div class="box">
    <p><strong>${words.late}</strong> ${words.lateBy(words.span(punctuality.byMs))}</p>
    ${at && html`<p>${words.handedInAt(at)}</p>`}
  </div>`;
}

function renderOverride({ override }: StudentResult, grade: Grade, language: Language): Html | undefined {
  if (!override) return undefined;
  const words = messages(language).page;
  const whole = typeof override.points === "number";
  const was = whole ? words.overriddenWhole(formatPoints(grade.points, language)) : words.overriddenCriteria;
  return html`<div class="box">
    <p><strong>${words.overridden}</strong> ${was}</p>
    ${override.reasons.map((reason) => html`<p>${words.reason}: ${reason}</p>`)}
  </div>`;
}

function renderEnd({ ended, unreadable }: Grade, language: Language): Html | undefined {
  if (ended === "completed") return undefined;
  const words = messages(language).page;
  const why = unreadable === undefined ? undefined : html`<p>${unreadable}</p>`;
  return html`<div class="box bad">
    <p>
      ${ended === "not run" ? undefined : html`<strong>${words.didNotFinish}</strong>`} ${words.ended[ended]}
    </p>
    ${why}
  </div>`;
}

/** What the cell said that should have defined `scrape`. */
function brokenBox({ brokenCell, problems }: Grade, language: Language): Html | undefined {
  const problem = problems.find(({ cell }) => cell === brokenCell);
  return (
    problem && html`<div class="box bad"><p>${formatProblem(problem, messages(language).page)}</p></div>`
  );
}

function thrownBox({ thrown }: Grade, language: Language): Html | undefined {
  if (!thrown) return undefined;
  const lines = [formatThrown(thrown, messages(language).page), ...thrown.causes];
  return html`<div class="box bad">${lines.map((line) => html`<p>${line}</p>`)}</div>`;
}

const maxProblems = 50;

function renderProblems(problems: readonly CellProblem[], language: Language): Html | undefined {
  if (problems.length === 0) return undefined;
  const words = messages(language).page;
  const rows = problems.slice(0, maxProblems).map(
    ({ cell, kind, error }) =>
      html`<tr>
        <th scope="row" class="number">${linkTo(`c${cell}l1`, String(cell))}</th>
        <td>${words.problem[kind]}</td>
        <td>${placeOf(cell, error?.place)}</td>
        <td>
          ${error === undefined ? "" : [error.message, ...error.causes].map((line) => html`<p>${line}</p>`)}
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
    )}${andMore(problems.length - rows.length, language)}`;
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

function renderPrinted(printed: string, language: Language): Html {
  const words = messages(language).page;
  if (printed.trim() === "")
    return html`<h2>${words.printedTitle}</h2>
      <p>${words.printedNothing}</p>`;
  return html`<h2>${words.printedTitle}</h2>
    <p>${words.printedIntro}</p>
    <pre role="region" aria-label="${words.printedTitle}" tabindex="0">${printed}</pre>`;
}
