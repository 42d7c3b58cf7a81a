import { describe, expect, test } from "vitest";
import { readCountries } from "@async-lab/practice-api";
import { messages } from "../messages/index.js";
import type { CallEnd, ScrapeEvidence } from "./evidence.js";
import { judgeHomework } from "./judge.js";
import { type CriterionId, criterionIds, criterionPoints } from "./criteria.js";
import { formatJudgement } from "./judgement.js";
import { attempts, makeEvidence } from "./testing/evidence.js";

const codes = readCountries().map(({ code }) => code);
const plain = (code: string) => ({ code, failures: 0, never: false, missing: false });

function makeRight() {
  const pages = makeEvidence(
    "pages",
    codes.map((code, index) => ({
      ...plain(code),
      failures: index < 20 ? 1 : 0,
      missing: index >= 197,
      ...(index < 2 ? { retryAfterS: 2 } : {}),
    })),
  );
  const failures = makeEvidence(
    "failures",
    codes.slice(0, 18).map((code, index) => ({
      ...plain(code),
      failures: index < 12 ? 3 : index < 14 ? 1 : 0,
      missing: index === 14 || index === 15,
      never: index === 16,
      ...(index === 12 || index === 13 ? { retryAfterS: 2 } : {}),
    })),
  );
  return { pages, failures };
}
type Right = ReturnType<typeof makeRight>;
type Changes = Parameters<Right["pages"]["make"]>[0] & { readonly sequentialMs?: number };

/** What is changed of a right homework, in the run of pages or in the run of failures. */
interface Case {
  readonly pages?: (of: Right["pages"]) => Changes;
  readonly failures?: (of: Right["failures"]) => Changes;
  readonly sequentialMs?: number;
}

function judge({ pages, failures, sequentialMs = 470_000 }: Case = {}) {
  const right = makeRight();
  const evidence = {
    pages: right.pages.make(pages?.(right.pages)),
    failures: right.failures.make(failures?.(right.failures)),
    sequentialMs,
  };
  const judgements = judgeHomework(evidence);
  return { judgements, of: (id: CriterionId) => judgements[criterionIds.indexOf(id)]! };
}

/** Replaces the attempts at each page that a predicate chooses. */
function relog(
  { run, log }: Right["pages"],
  chosen: (page: Right["pages"]["run"]["pages"][number]) => boolean,
  statuses: readonly number[],
  waits: readonly number[] = [1000, 2000, 4000, 8000],
): Changes {
  for (const [index, page] of run.pages.entries()) {
    if (chosen(page)) log.set(page.code, attempts(115 * index, statuses, waits));
  }
  return {};
}

/** Replaces the waits at each page that fails three times or always, in the run of failures. */
function rewait({ run, log }: Right["failures"], waitsAt: (page: number) => readonly number[]): Changes {
  for (const [index, page] of run.pages.entries()) {
    const statuses = page.never ? times(5) : [...times(3), 200];
    if (page.never || page.failures === 3)
      log.set(page.code, attempts(115 * index, statuses, waitsAt(index)));
  }
  return {};
}

/** Three times as long as asked for. */
const slowWaits = (of: Right["failures"]) => rewait(of, () => [3000, 6000, 12_000, 24_000]);
const nothing = { countries: [], failed: [], totalMs: 0 };
const times = (n: number, status = 503) => Array.from({ length: n }, () => status);

test("a right homework gets all the points", () => {
  const { judgements } = judge();
  expect(judgements.map(({ criterion, reason, points }) => [criterion, reason, points])).toEqual(
    criterionIds.map((id) => [id, "met", criterionPoints[id]]),
  );
  expect(judgements.reduce((sum, { points }) => sum + points, 0)).toBe(100);
});

const unmet: readonly (readonly [CriterionId, string, number, Case])[] = [
  [
    "success",
    "too-few-pages",
    21,
    {
      pages: (of) => {
        relog(of, ({ failures }) => failures > 0, [503]);
        relog(of, ({ code }) => codes.indexOf(code) >= 170 && codes.indexOf(code) < 185, [503]);
        return { value: { ...of.value, countries: of.value.countries.slice(20, 182) } };
      },
    },
  ],
  [
    "success",
    "rows-left-out",
    0,
    { pages: (of) => ({ value: { ...of.value, countries: of.value.countries.slice(0, 90) } }) },
  ],
  [
    "success",
    "not-asked",
    20,
    {
      pages: (of) => ({
        ...relog(of, ({ code }) => codes.indexOf(code) >= 155 && codes.indexOf(code) < 195, []),
        value: {
          ...of.value,
          countries: of.value.countries.filter(
            ({ code = "" }) => codes.indexOf(code) < 155 || codes.indexOf(code) >= 195,
          ),
        },
      }),
    },
  ],
  [
    "success",
    "given-up",
    0,
    {
      pages: (of) => {
        const { observed } = of.make();
        const given = observed.attempts.map((page) => ({
          ...page,
          attempts: page.attempts.map((one) => ({ ...one, status: undefined, aborted: true })),
        }));
        return {
          observed: { ...observed, attempts: [...observed.attempts.slice(0, 50), ...given.slice(50)] },
          value: { ...of.value, countries: of.value.countries.slice(0, 50) },
        };
      },
    },
  ],
  [
    "success",
    "rows-not-as-sent",
    0,
    {
      pages: (of) => ({
        value: { ...of.value, countries: of.value.countries.map((row) => ({ ...row, token: "x" })) },
      }),
    },
  ],
  [
    "success",
    "rows-not-as-sent",
    0,
    {
      pages: (of) => ({
        value: { ...of.value, countries: of.value.countries.map((row) => ({ ...row, area: 1 })) },
      }),
    },
  ],
  [
    "success",
    "rows-not-as-sent",
    0,
    {
      pages: (of) => ({
        value: { ...of.value, countries: of.value.countries.map(() => of.value.countries[0]) },
      }),
    },
  ],
  ["success", "no-rows", 0, { pages: () => ({ value: nothing }) }],
  ["success", "no-rows", 0, { pages: () => ({ value: null }) }],
  [
    "success",
    "returned-early",
    0,
    { pages: () => ({ value: nothing, left: { inFlight: 20, requestsAfter: 12, connections: 0 } }) },
  ],
  [
    "success",
    "returned-early",
    0,
    { pages: () => ({ value: nothing, left: { inFlight: 190, requestsAfter: 0, connections: 0 } }) },
  ],
  ["success", "not-written", 0, { pages: () => ({ value: undefined, ended: "not written" }) }],
  ["success", "threw", 0, { pages: () => ({ value: undefined, ended: "threw" }) }],
  ["inFlight", "too-many-in-flight", 0, { pages: () => ({ maxInFlight: 21 }) }],
  [
    "inFlight",
    "too-few-pages-to-judge",
    0,
    {
      pages: (of) => relog(of, ({ code }) => codes.indexOf(code) >= 48, [500]),
    },
  ],
  ["time", "too-slow", 0, { sequentialMs: 200_000 }],
  ["time", "not-concurrent", 0, { sequentialMs: 200_000, pages: () => ({ maxInFlight: 9 }) }],
  // Waits that are too long are not why, where the pages come one by one.
  [
    "time",
    "not-concurrent",
    0,
    { sequentialMs: 200_000, pages: () => ({ maxInFlight: 1 }), failures: (of) => slowWaits(of) },
  ],
  // Rounds that wait for the longest `Retry-After`.
  [
    "time",
    "too-slow",
    0,
    { sequentialMs: 200_000, failures: (of) => rewait(of, () => [2000, 2000, 4000, 8000]) },
  ],
  [
    "time",
    "too-few-pages-to-judge",
    0,
    { pages: (of) => relog(of, ({ code }) => codes.indexOf(code) >= 48, [500]) },
  ],
  ["retries", "failures-not-fetched", 0, { failures: (of) => (of.log.clear(), {}) }],
  ["retries", "timed-out", 0, { failures: (of) => (of.log.clear(), { ended: "timed out" }) }],
  ["retries", "no-retry", 0, { failures: (of) => relog(of, ({ missing }) => !missing, [503]) }],
  // What it asked for after it had returned may well have been retries.
  [
    "retries",
    "returned-early",
    0,
    {
      failures: (of) => ({
        ...relog(of, ({ missing }) => !missing, [503]),
        left: { inFlight: 2, requestsAfter: 40, connections: 0 },
      }),
    },
  ],
  [
    "retries",
    "missing-repeated",
    18,
    { failures: (of) => relog(of, ({ missing }) => missing, times(3, 404)) },
  ],
  [
    "retries",
    "missing-repeated",
    18,
    { pages: (of) => ({ ...relog(of, ({ missing }) => missing, times(2, 404)), endedAt: 60_000 }) },
  ],
  ["retries", "never-gives-up", 17, { failures: (of) => relog(of, ({ never }) => never, times(11)) }],
  [
    "retries",
    "never-gives-up",
    11,
    {
      failures: (of) => ({
        ...relog(of, ({ never }) => never, times(6)),
        ended: "timed out",
        value: undefined,
      }),
    },
  ],
  ["retries", "more-than-five", 19, { failures: (of) => relog(of, ({ never }) => never, times(6)) }],
  ["retries", "more-than-five", 19, { failures: (of) => relog(of, ({ never }) => never, times(10)) }],
  ["retries", "timed-out", 18, { failures: () => ({ ended: "timed out", value: undefined }) }],
  [
    "retries",
    "gives-up-early",
    14,
    { failures: (of) => relog(of, ({ failures }) => failures === 3, times(3)) },
  ],
  [
    "retries",
    "threw",
    14,
    {
      failures: (of) => ({ ...relog(of, ({ failures }) => failures === 3, times(3)), ended: "threw" }),
    },
  ],
  ["retries", "never-asked-again", 17, { failures: (of) => relog(of, ({ never }) => never, [503]) }],
  [
    "retries",
    "no-wait",
    15,
    {
      failures: (of) => relog(of, (page) => page.failures === 3 || page.never, [...times(3), 200], [0, 0, 0]),
    },
  ],
  ["retries", "waits-do-not-grow", 15, { failures: (of) => rewait(of, () => [1000, 1000, 1000, 1000]) }],
  ["retries", "waits-do-not-grow", 15, { failures: (of) => rewait(of, () => [4000, 4000, 4000, 4000]) }],
  ["retries", "waits-too-short", 15, { failures: (of) => rewait(of, () => [998, 2000, 4000, 8000]) }],
  ["retries", "waits-too-short", 15, { failures: (of) => rewait(of, () => [10, 20, 40, 80]) }],
  ["retries", "waits-too-short", 15, { failures: (of) => rewait(of, () => [1000, 2000, 4000, 7000]) }],
  ["retries", "waits-too-long", 15, { failures: (of) => rewait(of, () => [2000, 4000, 8000, 16_200]) }],
  ["retries", "waits-too-long", 15, { failures: (of) => rewait(of, () => [1000, 3000, 9000, 27_000]) }],
  [
    "retries",
    "retry-after-ignored",
    17,
    {
      pages: (of) => relog(of, ({ retryAfterS }) => retryAfterS !== undefined, [503, 200]),
      failures: (of) => relog(of, ({ retryAfterS }) => retryAfterS !== undefined, [503, 200]),
    },
  ],
  [
    "retries",
    "retry-after-ignored",
    18,
    {
      failures: (of) => relog(of, ({ retryAfterS }) => retryAfterS !== undefined, [503, 200]),
    },
  ],
  ["retries", "not-in-failed", 18, { failures: (of) => ({ value: { ...of.value, failed: [] } }) }],
  ["report", "not-the-result", 5, { pages: (of) => ({ value: of.value.countries }) }],
  [
    "report",
    "threw",
    0,
    {
      pages: (of) => ({
        ...relog(of, ({ code }) => codes.indexOf(code) >= 48, [500]),
        ended: "threw",
        value: undefined,
        printed: "",
      }),
    },
  ],
  ["report", "total-not-true", 5, { pages: (of) => ({ value: { ...of.value, totalMs: 15_000 } }) }],
  ["report", "total-not-true", 5, { pages: (of) => ({ value: { ...of.value, totalMs: 25 } }) }],
  ["report", "counts-not-true", 5, { pages: (of) => ({ value: { ...of.value, failed: [] } }) }],
  [
    "report",
    "counts-not-true",
    5,
    {
      pages: (of) => ({ value: { ...of.value, countries: [...of.value.countries, of.value.countries[0]] } }),
    },
  ],
  ["report", "no-report", 5, { pages: () => ({ printed: "\n" }) }],
  ["report", "report-without-success", 5, { pages: () => ({ printed: "done" }) }],
  ["report", "report-without-success", 5, { pages: () => ({ printed: "25.0 s" }) }],
  ["report", "report-without-time", 5, { pages: () => ({ printed: "197 pages in 22 s" }) }],
  ["report", "report-always-the-same", 5, { failures: () => ({ printed: "197 of 200 pages in 25 s" }) }],
  [
    "report",
    "report-without-time",
    5,
    {
      pages: () => ({ printed: `25 s ${Array.from({ length: 40 }, (_, n) => 170 + n).join(" ")}` }),
    },
  ],
  [
    "closed",
    "requests-after-the-end",
    0,
    { pages: () => ({ left: { inFlight: 1, requestsAfter: 3, connections: 1 } }) },
  ],
  [
    "closed",
    "left-in-flight",
    0,
    { failures: () => ({ left: { inFlight: 1, requestsAfter: 0, connections: 1 } }) },
  ],
  [
    "closed",
    "connections-left-open",
    0,
    { pages: () => ({ left: { inFlight: 0, requestsAfter: 0, connections: 2 } }) },
  ],
];

test.each(unmet)("%s: %s, %i points", (criterion, reason, points, changes) => {
  const found = judge(changes).of(criterion);
  expect(found).toMatchObject({ reason, points, met: false, of: criterionPoints[criterion] });
});

test("every reason has a case", () => {
  const say = messages("en").homework;
  for (const id of criterionIds) {
    const there = new Set(unmet.filter(([criterion]) => criterion === id).map(([, reason]) => reason));
    for (const reason of Object.keys(say.feedback[id])) {
      if (reason !== "met" && reason !== "told-elsewhere")
        expect(there, `${id}: ${reason}`).toContain(reason);
    }
  }
});

test.each<[CallEnd, string]>([
  ["returned", "no-pages-fetched"],
  ["threw", "threw"],
  ["not written", "not-written"],
  ["never settled", "never-settles"],
  ["timed out", "timed-out"],
  ["process ended", "process-ended"],
  ["not called", "not-called"],
])("where no page was sent and the call %s, there is nothing for anything: %s", (ended, reason) => {
  const { judgements } = judge({ pages: (of) => (of.log.clear(), { ended }) });
  for (const judgement of judgements)
    expect(judgement).toMatchObject({ reason, points: 0, met: false, seen: {} });
});

test.each(["pages", "failures"] as const)(
  "%s: more requests than are listed, and nothing is judged",
  (part) => {
    const { judgements } = judge({
      [part]: (of: Right["pages"]) => ({ observed: { ...of.make().observed, requestsNotListed: 1 } }),
    });
    for (const judgement of judgements)
      expect(judgement).toMatchObject({ reason: "too-many-requests", points: 0, met: false });
  },
);

describe("what a report may look like", () => {
  const reports = [
    "197 pages in 25.0 s",
    "Fetched 197/200 (98.5%) in 25001ms",
    "Éxito: 98,5 % · tiempo total: 25,00 s",
    "llegaron 197 páginas en 25.002 ms",
    "success rate 0.985, total 25,002.33 ms",
    "success 98% time 25 s",
    "197 pages in 25 s 1 ms",
    "197 páginas en 25s 2ms",
    "197 pages, 0 min 25 s",
    "197 páginas en 0 minutos y 25,0 segundos",
    "197 pages, total 0:25",
    "197 pages, total 00:00:25.004",
    "197 pages in 0.42 min",
    "ok: 197\nfailed: 3\ntotal: 25.001234567 seconds",
    "{ countries: 197, failed: 3, totalMs: 25000.2 }",
    "\u001b[33m197\u001b[39m of 200, \u001b[33m25000\u001b[39m ms",
    `197 pages in 25 s\n${"Ab3-9x_Yz12-34Qw56rt7u http://127.0.0.1:38513/r/a1/homework/ARG\n".repeat(20)}`,
    `${Array.from({ length: 500 }, (_, n) => `page ${n}`).join("\n")}\n100 % of what exists in 25 s`,
  ];
  test.each(reports)("%s", (printed) => {
    expect(judge({ pages: () => ({ printed }) }).of("report")).toMatchObject({ reason: "met" });
  });
});

test.each<[string, (page: number) => readonly number[]]>([
  ["as they are asked for", () => [1000, 2000, 4000, 8000]],
  ["with jitter of up to as long again", (page) => [1, 2, 4, 8].map((s) => s * (1000 + 62 * page))],
  ["of whole ms that are rounded", () => [999.4, 1999.2, 4000.6, 8000]],
  ["in rounds, which wait for the longest Retry-After", () => [2000, 2000, 4000, 8000]],
  ["with the noise of a client of its own", () => [1099, 2050, 4001, 8098]],
])("waits are right %s", (_, waits) => {
  const { of } = judge({ failures: (run) => rewait(run, waits) });
  expect(of("retries")).toMatchObject({ reason: "met" });
});

test("jitter that shortens is told as waits that are too short, not as waits that do not grow", () => {
  const drawn = [0.1, 0.9, 0.3, 0.5, 0.2];
  const full = (page: number) => [1000, 2000, 4000, 8000].map((ms, at) => ms * (drawn[(page + at) % 5] ?? 0));
  expect(judge({ failures: (run) => rewait(run, full) }).of("retries").reason).toBe("waits-too-short");
});

test("a query does not hide a repeated 404", () => {
  const right = makeRight();
  const evidence = right.pages.make();
  const missing = right.pages.run.pages.find((page) => page.missing)!;
  const again = evidence.observed.attempts.find(({ path }) => path === missing.path)!;
  const hidden: ScrapeEvidence["observed"] = {
    ...evidence.observed,
    attempts: [...evidence.observed.attempts, { ...again, path: `${again.path}?again=1` }],
  };
  const judgements = judgeHomework({
    pages: { ...evidence, observed: hidden },
    failures: right.failures.make(),
    sequentialMs: 470_000,
  });
  expect(judgements[3]).toMatchObject({ reason: "missing-repeated", seen: { repeated: 1, missing: 5 } });
});

test("nothing that a call returns or prints breaks the judge", () => {
  for (const value of [
    undefined,
    null,
    5,
    "x",
    [],
    [null],
    { countries: 5 },
    { countries: [null, 1, [], { code: 1 }, { code: "__proto__", token: "x" }], failed: "x", totalMs: "1" },
  ]) {
    expect(
      judge({ pages: () => ({ value, printed: "9".repeat(10_000) + " 1e999 ,,.. 1.2.3,4" }) }).of("success")
        .points,
    ).toBe(0);
  }
});

test("every judgement is told in both languages, with other words", () => {
  for (const [criterion, reason, , changes] of unmet) {
    const judgement = judge(changes).of(criterion);
    const [en, es] = [formatJudgement(judgement, "en"), formatJudgement(judgement, "es")];
    for (const text of [en.title, en.evidence, en.feedback, es.title, es.evidence, es.feedback]) {
      expect(text, reason).not.toMatch(/undefined|NaN|Infinity|!/);
      expect(text.length, reason).toBeGreaterThan(5);
    }
    expect(en.feedback, reason).toMatch(/[.?]$/);
    expect(es.feedback, reason).not.toBe(en.feedback);
    const code = (text: string) => (text.match(/`[^`]+`/g) ?? []).sort();
    expect(code(es.feedback), reason).toEqual(code(en.feedback));
  }
  expect(formatJudgement(judge().of("inFlight"), "en")).toMatchObject({
    title: "At most 20 in flight",
    evidence: "20 in flight at the busiest moment, 20 allowed",
    points: 20,
  });
  const told = (criterion: CriterionId, changes: Case) => formatJudgement(judge(changes).of(criterion), "en");
  const few: Case = { pages: (of) => relog(of, ({ code }) => codes.indexOf(code) >= 48, [500]) };
  expect(told("inFlight", few).evidence).toMatch(/^not judged: 20 in flight/);
  const once: Case = { failures: (of) => relog(of, ({ missing }) => !missing, [503]) };
  expect(told("retries", once).evidence).toContain("; no waits; ");
  const slow: Case = { failures: (of) => slowWaits(of) };
  expect(told("retries", slow).feedback).toBe(
    "Too long: before attempt 2 a page waited 3,000 ms, and between 1,000 ms and 2,000 ms are asked for.",
  );
  const endless: Case = {
    failures: (of) => ({ ...relog(of, ({ never }) => never, times(60)), ended: "timed out" }),
  };
  expect(told("retries", endless).feedback).toMatch(/^`scrape` did not end on the difficult pages/);
  const six: Case = { failures: (of) => relog(of, ({ never }) => never, times(6)) };
  expect(told("retries", six).feedback).toBe("One page was asked for 6 times: give up after 5.");
});

const missingRepeated: Case = {
  pages: (of) => ({ ...relog(of, ({ missing }) => missing, times(5, 404)), endedAt: 60_000 }),
};

test.each<[CriterionId, string, Case]>([
  ["time", "404s asked for again take the time", { ...missingRepeated, sequentialMs: 245_000 }],
  ["report", "an error at the end", { pages: () => ({ ended: "threw", value: undefined, printed: "" }) }],
  [
    "closed",
    "it was stopped",
    {
      pages: () => ({ ended: "timed out", value: undefined }),
      failures: () => ({ ended: "timed out", value: undefined }),
    },
  ],
])("%s is not counted again: %s", (criterion, _, changes) => {
  const { judgements, of } = judge(changes);
  expect(of(criterion)).toMatchObject({ reason: "told-elsewhere", points: criterionPoints[criterion] });
  expect(judgements.some(({ points, of: most }) => points < most)).toBe(true);
  for (const language of ["en", "es"] as const)
    expect(formatJudgement(of(criterion), language).feedback).toMatch(/\.$/);
});

test("a wait that was too long is not judged where there were fewer slots than pages", () => {
  const { of } = judge({ failures: (run) => ({ ...slowWaits(run), maxInFlight: 12 }) });
  expect(of("retries")).toMatchObject({ reason: "met" });
});

test("who leaves out two rows has not told the truth, and has the points of the pages", () => {
  const { judgements } = judge({
    pages: (of) => ({ value: { ...of.value, countries: of.value.countries.slice(2) } }),
  });
  expect(judgements.filter(({ met }) => !met)).toMatchObject([
    { criterion: "report", reason: "counts-not-true", points: 5 },
  ]);
});
