import { criterionStyles } from "async-lab/checks";
import { countCriteria, stateOf, type StudentResult } from "../class/student-result.js";
import type { Grade } from "../grade.js";
import { formatPoints } from "../messages/format.js";
import { commonFeedback } from "../format-grade.js";
import { messages } from "../messages/index.js";
import { html, prose, type Html } from "./html.js";
import { wideTable } from "./tables.js";

/**
 * The criteria with the points that count, as a table. What all of them say alike stands above it, once. Where there is
 * little room its rows are stacked; the roles say that it is a table even so.
 */
export function criteriaTable({ override }: StudentResult, grade: Grade, points: number): Html {
  const { language } = grade;
  const words = messages(language).page;
  const common = commonFeedback(grade.judgements);
  const rows = countCriteria(grade, override).map((counted) => {
    const { judgement, points: own, overridden } = counted;
    const { title, of, evidence, feedback } = judgement;
    const state = stateOf(counted);
    const was = overridden
      ? html`<p class="soft">${words.was(formatPoints(judgement.points, language))}</p>`
      : undefined;
    const details = overridden
      ? html`<p class="soft">${words.measuredBefore} ${prose(evidence)}</p>`
      : html`<p>${prose(evidence)}</p>
          ${feedback === "" || common !== undefined ? undefined : html`<p class="soft">${prose(feedback)}</p>`}`;
    return html`<tr role="row">
      <th scope="row" role="rowheader">${title}</th>
      <td role="cell" class="verdict ${state === "met" || state === "told" ? "met" : "missed"}">
        <span aria-hidden="true">${criterionStyles[state].icon}</span> ${words[state]}
      </td>
      <td role="cell" class="number">${words.pointsOf(formatPoints(own, language), String(of))}${was}</td>
      <td role="cell">${details}</td>
    </tr>`;
  });
  const isWhole = typeof override?.points === "number";
  const before = isWhole ? html`<p>${words.allBefore}</p>` : undefined;
  const above = common ? html`<p>${prose(common)}</p>` : undefined;
  return html`${before} ${above}
  ${wideTable(
    words.criteria,
    html`<table class="criteria" role="table">
      <caption>
        ${words.criteriaCaption}
      </caption>
      <thead>
        <tr role="row">
          <th scope="col" role="columnheader">${words.criterion}</th>
          <th scope="col" role="columnheader">${words.verdict}</th>
          <th scope="col" role="columnheader" class="number">${words.points}</th>
          <th scope="col" role="columnheader">${words.evidence}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
      <tfoot>
        <tr role="row">
          <th scope="row" role="rowheader">${words.total}</th>
          <td role="cell"></td>
          <td role="cell" class="number">
            ${words.pointsOf(formatPoints(points, language), String(grade.of))}
          </td>
          <td role="cell">${isWhole ? words.decided : ""}</td>
        </tr>
      </tfoot>
    </table>`,
  )}`;
}
