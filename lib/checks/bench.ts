import type { Country, PracticeApi } from "../practice-api/index.js";
import { reach } from "./reach.js";
import { shuffle } from "./shuffle.js";
import { Trial, type TrialUrl } from "./trial.js";

/** A page after a delay in seconds, which with `together` begins only when so many requests have arrived. */
interface PlannedPage {
  readonly delay: number;
  readonly together?: number;
}

/** A page waits this long, in seconds, for requests that do not come. */
const longestHold = 0.2;

/** One URL of a trial: a page after a delay in seconds; a failure with a status, or without any connection. */
export type Planned = PlannedPage | { readonly status: number } | "missing" | "unreachable";

/** The place where an answer is tried: the course's own server, a stock of countries, and a time limit. */
export class Bench {
  /** In ms, on `performance.now()`'s clock. */
  readonly #deadline: number;
  readonly #codes: string[];

  constructor(
    readonly api: PracticeApi,
    timeLimitMs: number,
  ) {
    this.#deadline = performance.now() + timeLimitMs;
    // Not the first ones, which the lessons use: a list kept from an earlier cell must not pass.
    this.#codes = shuffle(api.urls(60).map(codeOf), 2026);
  }

  /** What is left of the time that all trials share. */
  get remainingMs(): number {
    return Math.max(0, this.#deadline - performance.now());
  }

  /** Prepares a fresh run with one URL for each of `plan`, no country twice. */
  async trial(plan: readonly Planned[]): Promise<Trial> {
    const run = this.api.newRun();
    const codes = this.#codes.splice(0, plan.length);
    const pages = await readPages(this.api, codes);
    const urls = plan.map((planned, index): TrialUrl => {
      const code = codes[index] ?? "";
      if (planned === "unreachable") {
        // TLS spoken to a port that does not speak it fails at once, and no client takes it for worth a retry.
        return { url: run.url(`/countries/${code}`).replace(/^http:/, "https:"), fails: true };
      }
      // A 404 whose body is JSON: whoever does not look at the status takes it for a page.
      if (planned === "missing") return { url: run.url(`/countries/no-${code}`), fails: true };
      if ("status" in planned)
        return { url: run.url(`/status/${planned.status}?country=${code}`), fails: true };
      const page = pages.get(code);
      return {
        url: run.url(`/countries/${code}?delay=${planned.delay}${hold(planned)}`),
        fails: false,
        ...(page ? { page } : {}),
      };
    });
    return new Trial(run, urls, () => this.remainingMs);
  }

  /** Prepares a fresh run with one URL, of any page of the practice API. */
  visit(path: string): Trial {
    const run = this.api.newRun();
    return new Trial(run, [{ url: run.url(path), fails: false }], () => this.remainingMs);
  }
}

function hold({ together }: PlannedPage): string {
  return together === undefined ? "" : `&together=${together}&at_most=${longestHold}`;
}

function codeOf(url: string): string {
  return /\/countries\/([A-Za-z]{3})/.exec(url)?.[1] ?? "";
}

const knownPages = new Map<string, Country>();

/** What the server sends for each country: asked for in a run of its own, which no answer is judged by. */
async function readPages(api: PracticeApi, codes: readonly string[]): Promise<ReadonlyMap<string, Country>> {
  const run = api.newRun();
  await Promise.all(
    codes.map(async (code) => {
      if (knownPages.has(code)) return;
      const response = await reach(run.url(`/countries/${code}`));
      if (!response.ok) throw new Error(`the practice API answered ${response.status} for country ${code}`);
      knownPages.set(code, (await response.json()) as Country);
    }),
  );
  return knownPages;
}
