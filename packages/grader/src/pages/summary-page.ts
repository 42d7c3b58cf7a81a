import { median } from "async-lab/charts";
import { criterionIds, criterionStyles, titleOf } from "async-lab/checks";
import type { Language } from "@async-lab/notebook";
import { formatNumber } from "async-lab/record";
import {
  countCriteria,
  countPoints,
  gradeOf,
  round,
  stateOf,
  type StudentResult,
} from "../class/student-result.js";
import { formatNotes } from "../class/notes.js";
import { formatReason, messages } from "../messages/index.js";
import { draw } from "./draw.js";
import { html, Html } from "./html.js";
import { makePage } from "./page.js";
import { figuresTable, makeTable, wideTable } from "./tables.js";
import { countPointsByTens, drawPoints } from "./points-chart.js";
import { formatPoints } from "../messages/format.js";

/** What the class was graded with; the summary shows it. */
export interface SummaryFacts {
  readonly seed: number;
  readonly timeoutS: number;
  readonly deadline: Date | undefined;
  readonly anonymous: boolean;
  readonly language: Language;
}

/** The page of the class, in the teacher's language. It is not for learners: it holds everybody's points. */
export async function makeSummaryPage(
  results: readonly StudentResult[],
  facts: SummaryFacts,
): Promise<string> {
  const { language } = facts;
  const words = messages(language).summary;
  const points = results.map(countPoints).filter((value) => value !== undefined);
  const { svg, description } = await draw(drawPoints(points, language));
  const body = html` <h1>${words.title}</h1>
    <p>${words.private}</p>
    ${renderInterrupted(results, language)} ${factsTable(results, points, language)}
    <h2>${words.distribution}</h2>
    <figure>
      <div role="region" aria-label="${words.chartTitle}" tabindex="0">${svg}</div>
      <figcaption>${description}</figcaption>
    </figure>
    <details>
      <summary>${words.distributionCaption}</summary>
      ${figuresTable(
        words.distributionCaption,
        [words.pointsAxis, words.studentsAxis],
        countPointsByTens(points).map(({ from, to, count }) => [
          `${from}–${to}`,
          formatNumber(count, language),
        ]),
      )}
    </details>
    ${missedTable(results, language)} ${studentsTable(results, language)}
    ${listOf(
      words.missing,
      words.missingIntro,
      results
        .filter(({ submission, override }) => !submission && !override)
        .map(({ label }) => html`<li>${label}</li>`),
    )}
    ${listOf(words.superseded, words.supersededIntro, supersededItems(results, facts))}
    ${listOf(words.notGraded, words.notGradedIntro, notGradedItems(results))}
    ${listOf(
      words.unknown,
      words.unknownIntro,
      results.filter(({ student }) => student.enrolled === false).map(({ label }) => html`<li>${label}</li>`),
    )}
    <footer>
      <p>
        ${words.gradedWith(String(facts.seed), String(facts.timeoutS))}${facts.deadline ? ` ${words.deadline(facts.deadline)}` : ""}
      </p>
    </footer>`;
  return makePage(language, words.title, body, { broad: true });
}

function renderInterrupted(results: readonly StudentResult[], language: Language): Html | undefined {
  const left = results.filter(({ graded }) => graded?.kind === "interrupted").length;
  return left > 0
    ? html`<div class="box bad"><p>${messages(language).summary.incomplete(left)}</p></div>`
    : undefined;
}

function factsTable(results: readonly StudentResult[], points: readonly number[], language: Language): Html {
  const words = messages(language).summary;
  const count = (test: (result: StudentResult) => unknown) =>
    formatNumber(results.filter(test).length, language);
  const middle = median(points);
  const rows: [string, string][] = [
    [words.handedIn, count(({ submission }) => submission)],
    [words.graded, count((result) => gradeOf(result))],
    [words.median, middle === undefined ? "–" : formatPoints(round(middle), language)],
    [words.late, count(({ punctuality }) => punctuality?.kind === "late")],
    [words.missing, count(({ submission, override }) => !submission && !override)],
    [
      words.superseded,
      formatNumber(
        results.reduce((sum, one) => sum + one.superseded.length, 0),
        language,
      ),
    ],
    [words.overridden, count(({ override }) => override)],
    [words.notGraded, count(({ graded }) => graded?.kind === "not graded")],
  ];
  return figuresTable(words.factsCaption, [words.fact, words.number], rows);
}

/** Which criteria were missed most often, as the grader judged them. */
function missedTable(results: readonly StudentResult[], language: Language): Html | undefined {
  const words = messages(language).summary;
  const grades = results.map(gradeOf).filter((grade) => grade !== undefined);
  if (grades.length === 0) return undefined;
  const missed = criterionIds
    .map((id) => {
      const missing = grades.flatMap(({ judgements }) =>
        judgements.filter(({ criterion, met }) => criterion === id && !met),
      );
      const reasons = Array.from(
        Map.groupBy(missing, ({ reason }) => reason),
        ([reason, own]) => ({ reason, count: own.length }),
      ).sort((a, b) => b.count - a.count);
      return { title: titleOf(id, language), count: missing.length, reasons };
    })
    .sort((a, b) => b.count - a.count);
  return html`<h2>${words.missedTitle}</h2>
    ${wideTable(
      words.missedTitle,
      makeTable({
        caption: words.missedCaption(formatNumber(grades.length, language)),
        columns: [words.criterion, { figures: words.missedBy }, { figures: words.share }, words.reasons],
        rows: missed.map(
          ({ title, count, reasons }) =>
            html`<tr>
              <th scope="row">${title}</th>
              <td class="number">${formatNumber(count, language)}</td>
              <td class="number">${formatNumber(Math.round((100 * count) / grades.length), language)} %</td>
              <td>
                ${
                  reasons
                    .map(({ reason, count: times }) => `${formatReason(reason, language)} (${times})`)
                    .join(", ") || "–"
                }
              </td>
            </tr>`,
        ),
        className: "narrow",
      }),
    )}`;
}

function studentsTable(results: readonly StudentResult[], language: Language): Html {
  const words = messages(language).summary;
  const rows = results
    .filter((result) => result.submission ?? result.override)
    .map((result) => {
      const grade = gradeOf(result);
      const points = countPoints(result);
      const cells = grade
        ? countCriteria(grade, result.override).map((counted) => {
            const state = stateOf(counted);
            return html`<td class="number">
              <span class="${state === "met" || state === "told" ? "met" : "missed"}"
                ><span aria-hidden="true">${criterionStyles[state].icon}</span>
                ${formatPoints(counted.points, language)}</span
              >${counted.overridden ? "*" : ""}
            </td>`;
          })
        : criterionIds.map(() => html`<td class="number">–</td>`);
      const name = grade
        ? html`<a href="pages/${result.page}.html">${result.label}</a>`
        : html`${result.label}`;
      return html`<tr>
        <th scope="row">${name}</th>
        <td class="number">
          <strong>${points === undefined ? "–" : formatPoints(points, language)}</strong
          >${result.override ? "*" : ""}
        </td>
        ${cells}
        <td>${formatNotes(result, language).map((note) => html`<p>${note}</p>`)}</td>
      </tr>`;
    });
  return html`<h2>${words.students}</h2>
    ${wideTable(
      words.students,
      makeTable({
        caption: words.studentsCaption,
        columns: [
          words.student,
          { figures: words.points },
          ...criterionIds.map((id) => ({ figures: words.short[id] })),
          words.notes,
        ],
        rows,
      }),
    )}`;
}

function supersededItems(results: readonly StudentResult[], { anonymous, language }: SummaryFacts): Html[] {
  const words = messages(language).summary;
  return results.flatMap(({ label, superseded }) =>
    superseded.map(({ shownPath, metadata, modifiedAt }) => {
      const at = words.moment(metadata.submittedAt ?? modifiedAt);
      return anonymous
        ? html`<li>${label}: ${at}</li>`
        : html`<li>${label}: <code>${shownPath}</code>, ${at}</li>`;
    }),
  );
}

function notGradedItems(results: readonly StudentResult[]): Html[] {
  return results.flatMap(({ label, graded }) =>
    graded?.kind === "not graded" ? [html`<li>${label}: ${graded.why}</li>`] : [],
  );
}

function listOf(title: string, intro: string, items: readonly Html[]): Html | undefined {
  if (items.length === 0) return undefined;
  return html`<h2>${title}</h2>
    <p>${intro}</p>
    <ul>
      ${items}
    </ul>`;
}
