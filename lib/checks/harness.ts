import { VirtualTime } from "virtual-time";
import { readCountries, type Country } from "@async-lab/practice-api";
import { CheckServer, type CheckRun } from "./check-server.js";
import { Limiters } from "./limiters.js";
import { violation } from "./rule-violation.js";
import { shuffle } from "./shuffle.js";
import { Trial, type TrialSurroundings, type TrialUrl } from "./trial.js";
import { UnhandledRejections } from "./unhandled-rejections.js";

/** A failure: `"missing"`, a 404 whose body is JSON; or `"broken"`, a connection that is reset, which no client takes for an answer. */
type Failing = "missing" | "broken";

/**
 * One URL of a trial: a page after a delay in seconds, which its address tells, or where `told` is given tells wrong; a
 * failure with a status; or another failure. A failure's address does not tell its delay.
 */
export type Planned =
  | { readonly delay: number; readonly told?: number }
  | { readonly status: number; readonly delay?: number }
  | { readonly fails: Failing; readonly delay?: number }
  | Failing;

/**
 * Where an answer is tried: a server in this process, a stock of countries, and a clock that both the server and the
 * answer follow. Delays and waits are as long as they are in earnest, and take no time.
 *
 * @example
 * await using harness = await TestHarness.start();
 * const trial = harness.trial([{ delay: 2 }, { delay: 1 }]);
 * const returned = await trial.call(fetchAll);
 */
export class TestHarness implements AsyncDisposable, TrialSurroundings {
  /** What is told of a call that blocks the event loop: some exercises are about just that, and set their own. */
  blockingViolation: TrialSurroundings["blockingViolation"] = (seen) => violation("blocking-call", seen);
  readonly #trials: Trial[] = [];
  readonly #rejections = new UnhandledRejections();
  readonly #limiters = new Limiters();
  readonly #countries: ReadonlyMap<string, Country>;

  static async start(): Promise<TestHarness> {
    const server = await CheckServer.get();
    // No answer has two seconds of computing to do, and a loop without an end is told the sooner.
    return new TestHarness(server, VirtualTime.start({ turnCpuS: 2 }));
  }

  private constructor(
    readonly server: CheckServer,
    readonly time: VirtualTime,
  ) {
    this.#countries = new Map(readCountries().map((country) => [country.code, country]));
    server.takeOtherRequests();
  }

  /** How many promises that failed have found nobody to handle it. */
  get unhandled(): number {
    return this.#rejections.count;
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

  /** Makes a trial the latest one, where its timeline tells more than those that came after it. */
  show(trial: Trial): void {
    const index = this.#trials.indexOf(trial);
    if (index >= 0) this.#trials.push(...this.#trials.splice(index, 1));
  }

  /** Ends virtual time, with whatever the answer has left behind. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.server.reset();
    await this.time.settle();
    this.time.end();
    this.#rejections[Symbol.dispose]();
    this.#limiters[Symbol.dispose]();
  }

  #keep(trial: Trial): Trial {
    this.#trials.push(trial);
    return trial;
  }

  #plan(run: CheckRun, given: Planned, code: string): TrialUrl {
    const planned = typeof given === "string" ? { fails: given } : given;
    const { delay = 0 } = planned;
    const add = (path: string, heldBack: number): string => {
      run.holdBack(path, heldBack);
      return run.url(path);
    };
    if ("status" in planned) {
      const { status } = planned;
      return { url: add(`/status/${status}?country=${code}`, delay), fails: true, status };
    }
    if ("fails" in planned) {
      if (planned.fails === "broken") return { url: add(`/reset?country=${code}`, delay), fails: true };
      // Whoever does not look at the status takes its body for a page.
      return { url: add(`/countries/no-${code}`, delay), fails: true, status: 404 };
    }
    const { told = delay } = planned;
    const page = this.#countries.get(code);
    return {
      url: add(`/countries/${code}?delay=${told}`, delay - told),
      fails: false,
      ...(page ? { page } : {}),
    };
  }
}

let latest: Promise<unknown> = Promise.resolve();

/** Does one thing after the other, whoever asks for them: there is one virtual clock for the whole process. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = latest.then(work);
  latest = turn.catch(() => undefined);
  return turn;
}
