/** One of each kind of chart, and those whose words come close to each other. */
import type { Recording } from "../../record/index.js";
import {
  attempts,
  compare,
  distribution,
  histogram,
  inFlight,
  loopDelay,
  speedUp,
  timeline,
  type Chart,
} from "../index.js";
import {
  allAtOnce,
  backoff,
  change,
  frozen,
  herd,
  jittered,
  mixed,
  nothing,
  oneByOne,
  recordingOf,
} from "./recordings.js";

/** Blocked at the beginning, at the end, and for a moment right beside the longest block. */
const blocks: Recording = {
  ...oneByOne,
  loopDelay: [
    { atMs: 0, delayMs: 900 },
    { atMs: 950, delayMs: 1200 },
    { atMs: 2200, delayMs: 62 },
    { atMs: 9000, delayMs: 1000 },
  ],
};

const odd = `a"b'c\\d\u2028<b>&amp; \${x} · y`;
const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `the run number ${index + 1}`);

export const allCharts: Record<string, () => Chart> = {
  "timeline of 1": () => timeline(recordingOf("single", 1)),
  "timeline of 50": () => timeline(oneByOne),
  "timeline of 200": () => timeline(recordingOf("200", 200, { parallel: 20 })),
  "timeline of 2000": () => timeline(recordingOf("2000", 2000, { parallel: 50 })),
  "timeline of all outcomeStyles": () => timeline(mixed),
  "timeline of two": () => timeline(oneByOne, allAtOnce),
  "timeline of two with failures": () =>
    timeline(mixed, recordingOf("the other one, with a long name", 200, { parallel: 20 })),
  "timeline of nothing": () => timeline(nothing),
  compare: () => compare(oneByOne, allAtOnce),
  "compare with failures": () =>
    compare(mixed, { ...mixed, name: "the other one, with a long name" }, allAtOnce),
  "compare eight": () =>
    compare(oneByOne, ...["a", "b", "c", "d", "e", "f", "g"].map((name) => ({ ...allAtOnce, name }))),
  "compare twelve with failures": () => compare(oneByOne, ...namesOf(11).map((name) => ({ ...mixed, name }))),
  "compare odd names": () => compare({ ...oneByOne, name: odd }, { ...allAtOnce, name: odd }),
  "compare hours": () => compare(recordingOf("three hours", 5, { waitMs: 2_000_000 }), oneByOne),
  "compare one": () => compare(oneByOne),
  "compare nothing": () => compare(nothing, nothing),
  inFlight: () => inFlight(oneByOne, allAtOnce),
  "inFlight of six": () =>
    inFlight(oneByOne, ...["a", "b", "c", "d", "e"].map((name) => ({ ...allAtOnce, name }))),
  "inFlight of ten": () => inFlight(oneByOne, ...namesOf(9).map((name) => ({ ...mixed, name }))),
  "inFlight of nothing": () => inFlight(nothing),
  "loopDelay of a free loop": () => loopDelay(oneByOne),
  "loopDelay of a frozen loop": () => loopDelay(frozen),
  "loopDelay of blocks at both ends": () => loopDelay(blocks),
  "loopDelay of nothing": () => loopDelay(nothing),
  "attempts of 2": () => attempts(backoff),
  "attempts of 50": () => attempts(herd),
  "attempts of all outcomeStyles": () => attempts(mixed),
  "attempts of odd URLs": () =>
    attempts(
      change(
        recordingOf("odd", 9),
        namesOf(9).map((name) => ({ url: `${odd}/${name}` })),
      ),
    ),
  "attempts of nothing": () => attempts(nothing),
  "histogram of first attempts": () => histogram(oneByOne, allAtOnce),
  "histogram of retries": () => histogram(herd, jittered),
  "histogram of 25 ms": () => histogram(herd, jittered, { barMs: 25 }),
  "histogram of nothing": () => histogram(nothing, nothing),
  distribution: () => distribution({ got: [285, 291, 280], undici: [256, 250, 261], fetch: [369, 255] }),
  "distribution of far apart": () =>
    distribution({ "a client with a long name": [1, 2], b: [9000], c: [40] }),
  "distribution of one": () => distribution({ got: [12_000] }),
  "distribution of another unit": () => distribution({ got: [2710], undici: [9984] }, { unit: "1/s" }),
  speedUp: () => speedUp({ 1: 830, 2: 430, 4: [420, 424, 900] }, { cores: 2 }),
  "speedUp that gains nothing": () => speedUp({ 1: 830, 2: 830, 3: 840, 4: 838, 8: 900 }, { cores: 4 }),
  "speedUp on many cores": () => speedUp({ 1: 830, 2: 430 }, { cores: 64 }),
};
