import { VirtualTime } from "virtual-time";
import { readCountries, type Country } from "../practice-api/index.js";
import { CheckServer, type CheckRun } from "./check-server.js";
import { shuffle } from "./shuffle.js";
import { Trial, type TrialUrl } from "./trial.js";

/**
 * One URL of a trial: a page after a delay in seconds; a failure with a status; `"missing"`, a 404 whose body is JSON; or
 * `"broken"`, whose connection is reset, which no client takes for an answer.
 */
export type Planned = { readonly delay: number } | { readonly status: number } | "missing" | "broken";

/**
 * Where an answer is tried: a server in this process, a stock of countries, and a clock that both the server and the
 * answer follow. Delays and waits are as long as they are in earnest, and take no time.
 *
 * @example
 * await using harness = await TestHarness.start();
 * const trial = harness.trial([{ delay: 2 }, { delay: 1 }]);
 * const returned = await trial.call(fetchAll);
 */
export class TestHarness implements AsyncDisposable {
  /** What is broken by a call that blocks the event loop: some exercises are about just that. */
  blockingRule: "blocking-call" | "waits-synchronously" | "blocks-the-loop" = "blocking-call";
  readonly #trials: Trial[] = [];
  readonly #countries: ReadonlyMap<string, Country>;

  static async start(): Promise<TestHarness> {
    const server = await CheckServer.get();
    // No answer has a second of computing to do, and a loop without an end is told the sooner.
    return new TestHarness(server, VirtualTime.start({ turnCpuS: 1 }));
  }

  private constructor(
    readonly server: CheckServer,
    readonly time: VirtualTime,
  ) {
    this.#countries = new Map(readCountries().map((country) => [country.code, country]));
    server.takeOtherRequests([]);
  }

  /** The trials so far, the latest one last. */
  get trials(): readonly Trial[] {
    return this.#trials;
  }

  /**
   * Prepares a fresh run with one URL for each of `plan`, no country twice.
   *
   * Each trial has the same countries as the one before, in another order: pages that an answer has kept from an earlier
   * one are missed by the server.
   */
  trial(plan: readonly Planned[]): Trial {
    const run = this.server.newRun();
    // Not the first ones of the table, which the lessons use: a list kept from an earlier cell must not pass.
    const codes = shuffle(
      shuffle([...this.#countries.keys()], 2026).slice(0, plan.length),
      this.#trials.length,
    );
    const urls = plan.map((planned, index): TrialUrl => this.#plan(run, planned, codes[index] ?? ""));
    return this.#keep(new Trial(run, urls, this));
  }

  /** Prepares a fresh run with one URL, of any page of the practice API. */
  visit(path: string): Trial {
    return this.listed([path]);
  }

  /** Prepares a run with URLs of any pages. */
  listed(paths: readonly string[], run: CheckRun = this.server.newRun()): Trial {
    const urls = paths.map((path) => ({ url: path.startsWith("http") ? path : run.url(path), fails: false }));
    return this.#keep(new Trial(run, urls, this));
  }

  /** Ends virtual time, with whatever the answer has left behind. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeConnections();
    await this.time.settle();
    this.time.end();
  }

  #keep(trial: Trial): Trial {
    this.#trials.push(trial);
    return trial;
  }

  #plan(run: CheckRun, planned: Planned, code: string): TrialUrl {
    if (planned === "broken") return { url: run.url(`/reset?country=${code}`), fails: true };
    // Whoever does not look at the status takes its body for a page.
    if (planned === "missing") return { url: run.url(`/countries/no-${code}`), fails: true };
    if ("status" in planned) {
      return { url: run.url(`/status/${planned.status}?country=${code}`), fails: true };
    }
    const page = this.#countries.get(code);
    return {
      url: run.url(`/countries/${code}?delay=${planned.delay}`),
      fails: false,
      ...(page ? { page } : {}),
    };
  }
}
