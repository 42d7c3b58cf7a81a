import { median } from "async-lab/charts";
import { criterionIds, criterionStyles, titleOf } from "async-lab/checks";
import { language } from "@async-lab/notebook";
import { formatNumber } from "async-lab/record";
import { countCriteria, countPoints, gradeOf, stateOf, type Outcome } from "../class/outcome.js";
import { tellNotes } from "../class/tell-notes.js";
import { say } from "../words/index.js";
import { draw } from "./draw.js";
import { html, Html } from "./html.js";
import { makePage } from "./page.js";
import { figuresTable, makeTable, wideTable } from "./tables.js";
import { countPointsByTens, drawPoints } from "./points-chart.js";
import { formatPoints } from "../words/points.js";
import { tellReasonInShort } from "../words/reasons.js";

/** What the class was graded with; the summary tells it. */
export interface SummaryFacts {
  readonly seed: number;
  readonly timeoutS: number;
  readonly deadline: Date | undefined;
  readonly anonymous: boolean;
}

/** The page of the class, in the teacher's language. It is not for learners: it holds everybody's points. */
export async function makeSummaryPage(
  outcomes: readonly Outcome[],
  facts: SummaryFacts,
  hiderFor: (own?: Outcome) => (text: string) => string,
): Promise<string> {
  const words = say().summary;
  const spoken = language();
  const points = outcomes.map(countPoints).filter((value) => value !== undefined);
  const { svg, description } = await draw(drawPoints(points));
  const body = html` <h1>${words.title}</h1>
    <p>${words.private}</p>
    ${tellInterrupted(outcomes)} ${factsTable(outcomes, points)}
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
          formatNumber(count, spoken),
        ]),
      )}
    </details>
    ${missedTable(outcomes)} ${studentsTable(outcomes, hiderFor)}
    ${listOf(
      words.missing,
      words.missingIntro,
      outcomes
        .filter(({ submission, override }) => !submission && !override)
        .map(({ label }) => html`<li>${label}</li>`),
    )}
    ${listOf(words.superseded, words.supersededIntro, supersededItems(outcomes, facts.anonymous))}
    ${listOf(words.notGraded, words.notGradedIntro, notGradedItems(outcomes, hiderFor()))}
    ${listOf(
      words.unknown,
      words.unknownIntro,
      outcomes
        .filter(({ student }) => student.enrolled === false)
        .map(({ label }) => html`<li>${label}</li>`),
    )}
    <footer>
      <p>
        ${words.gradedWith(String(facts.seed), String(facts.timeoutS))}${facts.deadline ? ` ${words.deadline(facts.deadline)}` : ""}
      </p>
    </footer>`;
  return makePage(spoken, words.title, body, { broad: true });
}

function tellInterrupted(outcomes: readonly Outcome[]): Html | undefined {
  const left = outcomes.filter(({ graded }) => graded?.kind === "interrupted").length;
  return left > 0 ? html`<div class="box bad"><p>${say().summary.incomplete(left)}</p></div>` : undefined;
}

function factsTable(outcomes: readonly Outcome[], points: readonly number[]): Html {
  const words = say().summary;
  const spoken = language();
  const count = (test: (outcome: Outcome) => unknown) => formatNumber(outcomes.filter(test).length, spoken);
  const middle = median(points);
  const rows: [string, string][] = [
    [words.handedIn, count(({ submission }) => submission)],
    [words.graded, count((outcome) => gradeOf(outcome))],
    [words.median, middle === undefined ? "–" : formatPoints(Math.round(middle * 100) / 100, spoken)],
    [words.late, count(({ punctuality }) => punctuality?.kind === "late")],
    [words.missing, count(({ submission, override }) => !submission && !override)],
    [
      words.superseded,
      formatNumber(
        outcomes.reduce((sum, one) => sum + one.superseded.length, 0),
        spoken,
      ),
    ],
    [words.overridden, count(({ override }) => override)],
    [words.notGraded, count(({ graded }) => graded?.kind === "not graded")],
  ];
  return figuresTable(words.factsCaption, [words.fact, words.number], rows);
}

/** Which criteria were missed most often, as the grader judged them. */
function missedTable(outcomes: readonly Outcome[]): Html | undefined {
  const words = say().summary;
  const spoken = language();
  const grades = outcomes.map(gradeOf).filter((grade) => grade !== undefined);
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
      return { title: titleOf(id, spoken), count: missing.length, reasons };
    })
    .sort((a, b) => b.count - a.count);
  return html`<h2>${words.missedTitle}</h2>
    ${wideTable(
      words.missedTitle,
      makeTable({
        caption: words.missedCaption(formatNumber(grades.length, spoken)),
        columns: [words.criterion, { figures: words.missedBy }, { figures: words.share }, words.reasons],
        rows: missed.map(
          ({ title, count, reasons }) =>
            html`<tr>
              <th scope="row">${title}</th>
              <td class="number">${formatNumber(count, spoken)}</td>
              <td class="number">${formatNumber(Math.round((100 * count) / grades.length), spoken)} %</td>
              <td>
                ${
                  reasons
                    .map(({ reason, count: times }) => `${tellReasonInShort(reason, spoken)} (${times})`)
                    .join(", ") || "–"
                }
              </td>
            </tr>`,
        ),
        look: "narrow",
      }),
    )}`;
}

function studentsTable(
  outcomes: readonly Outcome[],
  hiderFor: (own: Outcome) => (text: string) => string,
): Html {
  const words = say().summary;
  const rows = outcomes
    .filter((outcome) => outcome.submission ?? outcome.override)
    .map((outcome) => {
      const grade = gradeOf(outcome);
      const points = countPoints(outcome);
      const cells = grade
        ? countCriteria(grade, outcome.override).map((counted) => {
            const state = stateOf(counted);
            return html`<td class="number">
              <span class="${state === "met" || state === "told" ? "met" : "missed"}"
                ><span aria-hidden="true">${criterionStyles[state].icon}</span>
                ${formatPoints(counted.points, language())}</span
              >${counted.overridden ? "*" : ""}
            </td>`;
          })
        : criterionIds.map(() => html`<td class="number">–</td>`);
      const name = grade
        ? html`<a href="pages/${outcome.page}.html">${outcome.label}</a>`
        : html`${outcome.label}`;
      return html`<tr>
        <th scope="row">${name}</th>
        <td class="number">
          <strong>${points === undefined ? "–" : formatPoints(points, language())}</strong
          >${outcome.override ? "*" : ""}
        </td>
        ${cells}
        <td>${tellNotes(outcome, hiderFor(outcome)).map((note) => html`<p>${note}</p>`)}</td>
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

function supersededItems(outcomes: readonly Outcome[], anonymous: boolean): Html[] {
  const words = say().summary;
  return outcomes.flatMap(({ label, superseded }) =>
    superseded.map(({ shownPath, handedIn, modifiedAt }) => {
      const at = words.moment(handedIn.submittedAt ?? modifiedAt);
      return anonymous
        ? html`<li>${label}: ${at}</li>`
        : html`<li>${label}: <code>${shownPath}</code>, ${at}</li>`;
    }),
  );
}

function notGradedItems(outcomes: readonly Outcome[], hide: (text: string) => string): Html[] {
  return outcomes.flatMap(({ label, graded }) =>
    graded?.kind === "not graded" ? [html`<li>${label}: ${hide(graded.why)}</li>`] : [],
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
