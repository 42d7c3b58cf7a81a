import type { Language } from "@async-lab/notebook";
import { formatDuration, formatNumber } from "async-lab/record";
import type { Grade, SeenAttempt } from "../grade.js";
import { messages } from "../messages/index.js";
import { drawAttempts, drawTimeline, type Drawing } from "./draw.js";
import { html, type Html } from "./html.js";
import { andMore, figuresTable, makeTable, wideTable } from "./tables.js";

/** What the server saw of both calls: the 200 pages, and the few that fail. */
export async function renderSeen(grade: Grade, language: Language): Promise<Html> {
  const words = messages(language).page;
  const { attempts, difficult } = grade;
  if (attempts.length === 0 && difficult.length === 0) return html`<p>${words.nothingSeen}</p>`;
  const nothing = html`<p>${words.nothingOfThese}</p>`;
  return html`<h3>${words.pagesTitle}</h3>
    ${attempts.length === 0 ? nothing : await renderPages(grade, language)}
    <h3>${words.difficultTitle}</h3>
    ${difficult.length === 0 ? nothing : await renderDifficult(difficult, language)}`;
}

/** The timeline, its figures, and the pages that did not come at once. */
async function renderPages(grade: Grade, language: Language): Promise<Html> {
  const words = messages(language).page;
  const { attempts, maxInFlight, scrapeMs, sequentialMs } = grade;
  const drawing = await drawTimeline(
    { name: words.chartName, legend: words.chartLegend },
    attempts,
    language,
  );
  const facts: [string, string][] = [
    [words.requests, formatNumber(attempts.length, language)],
    [words.maxInFlight, formatNumber(maxInFlight, language)],
  ];
  if (scrapeMs !== undefined) facts.push([words.took, formatDuration(scrapeMs, language)]);
  if (sequentialMs !== undefined) facts.push([words.sequential, formatDuration(sequentialMs, language)]);
  return html`${figure(words.chartRegion, drawing)}
  ${figuresTable(words.factsCaption, [words.fact, words.value], facts)}
  ${troubledPages(attempts, words.troubledCaption, language)}`;
}

/** The attempts at the pages that fail, and the waits between them: what the points for retries come from. */
async function renderDifficult(difficult: readonly SeenAttempt[], language: Language): Promise<Html> {
  const words = messages(language).page;
  const drawing = await drawAttempts(words.chartName, difficult, language);
  return html`<p>${words.difficultIntro}</p>
    ${figure(words.difficultRegion, drawing)} ${troubledPages(difficult, words.difficultCaption, language)}`;
}

function figure(label: string, { svg, description }: Drawing): Html {
  return html`<figure>
    <div role="region" aria-label="${label}" tabindex="0">${svg}</div>
    <figcaption>${description}</figcaption>
  </figure>`;
}

const maxRows = 80;

/** The pages that did not come at the first attempt, as a table: what the chart shows, to read line by line. */
function troubledPages(
  attempts: readonly SeenAttempt[],
  caption: string,
  language: Language,
): Html | undefined {
  const words = messages(language).page;
  const troubled = Array.from(Map.groupBy(attempts, ({ path }) => path)).filter(
    ([, own]) => own.length > 1 || own[0]?.status !== 200,
  );
  if (troubled.length === 0) return undefined;
  const rows = troubled.slice(0, maxRows).map(([path, own]) => {
    const ordered = own.toSorted((a, b) => a.startMs - b.startMs);
    const shown = ordered.slice(0, 12);
    const more = ordered.length > shown.length ? " …" : "";
    const waits = shown.slice(1).map(({ startMs }, index) => {
      const end = shown[index]?.endMs;
      return end === undefined ? "–" : formatDuration(Math.max(0, startMs - end), language);
    });
    return html`<tr>
      <th scope="row"><code>${path.slice(0, 80)}</code></th>
      <td class="number">${ordered.length}</td>
      <td>${shown.map(({ status }) => status ?? "–").join(", ")}${more}</td>
      <td>${waits.join(", ")}${more}</td>
    </tr>`;
  });
  return html`<details>
    <summary>
      ${words.troubledSummary(formatNumber(troubled.length, language), troubled.length === 1)}
    </summary>
    ${wideTable(
      caption,
      makeTable({
        caption,
        columns: [words.page, { figures: words.attempts }, words.statuses, words.waits],
        rows,
      }),
    )}${andMore(troubled.length - rows.length, language)}
  </details>`;
}
