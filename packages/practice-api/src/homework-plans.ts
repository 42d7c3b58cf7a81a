import { createHmac, randomBytes, randomInt } from "node:crypto";
import { type Country, readCountries } from "./country.js";
import { planPages, type PlannedPage } from "./homework-plan.js";
import type { HomeworkPage, HomeworkPart } from "./homework-run.js";
import { draw } from "./random.js";
import { LruMap } from "./lru-map.js";

/** As many as there are records of runs. */
const maxPlans = 200;

/** What a page of a homework run answers. */
export interface HomeworkAnswer {
  readonly status: number;
  readonly retryAfterS?: number;
  readonly body: string;
  /** Seconds until then. */
  readonly delay: number;
}

/** The homework runs that were opened, and the state of each. None of it is exposed over HTTP. */
export class HomeworkPlans {
  private readonly plans = new LruMap<string, HomeworkPlan>(maxPlans);
  private readonly secret = randomBytes(32);

  /** @param seed draws every plan; without one, each plan is drawn anew */
  constructor(private readonly seed?: number) {}

  /** Plans a homework run; an open one begins again. */
  open(run: string, part: HomeworkPart, delay: number): HomeworkPage[] {
    const seed = this.seed === undefined ? randomInt(2 ** 32) : Math.floor(draw(this.seed, part) * 2 ** 32);
    const codes = readCountries().map(({ code }) => code);
    const planned = planPages(part, codes, seed);
    const pages = planned.map((page) => ({
      ...toHomeworkPage(page),
      path: `/homework/${page.code}`,
      token: this.tokenOf(run, page.code),
    }));
    const tokens = new Map(pages.map(({ code, token }) => [code, token]));
    this.plans.set(run, new HomeworkPlan(delay, planned, tokens));
    return pages;
  }

  /** The plan of a run; `undefined` where none was opened. */
  find(run: string): HomeworkPlan | undefined {
    return this.plans.get(run);
  }

  private tokenOf(run: string, code: string): string {
    return createHmac("sha256", this.secret).update(`${run} ${code}`).digest("base64url").slice(0, 22);
  }
}

/** The plan of one homework run. */
export class HomeworkPlan {
  private readonly planned: ReadonlyMap<string, PlannedPage>;
  private readonly attempts = new Map<string, number>();

  constructor(
    private readonly delay: number,
    planned: readonly PlannedPage[],
    private readonly tokens: ReadonlyMap<string, string>,
  ) {
    this.planned = new Map(planned.map((page) => [page.code, page]));
  }

  /** Counts one more attempt at a page; says how it is answered, or `undefined` where there is no such page. */
  answer(code: string): HomeworkAnswer | undefined {
    const page = this.planned.get(code);
    const country = readCountries().find((one) => one.code === code);
    if (!page || !country) return undefined;
    const attempt = (this.attempts.get(code) ?? 0) + 1;
    this.attempts.set(code, attempt);
    const { delay } = this;
    if (page.missing) return { status: 404, body: missing(country), delay };
    const failure = page.never ? page.statuses[0] : page.statuses[attempt - 1];
    if (failure === undefined) {
      return { status: 200, body: JSON.stringify({ ...country, token: this.tokens.get(code) }), delay };
    }
    const body = JSON.stringify({
      statusCode: failure,
      message: `${code} is not to be had just now: a later attempt may succeed`,
    });
    return { status: failure, body, delay, ...(page.retryAfterS ? { retryAfterS: page.retryAfterS } : {}) };
  }
}

/** A client that ignores the status takes it for a page. */
function missing({ code, name, region }: Country): string {
  return JSON.stringify({
    code,
    name,
    region,
    message: `the page of ${code} is gone: asking again is in vain`,
  });
}

function toHomeworkPage(planned: PlannedPage): Omit<PlannedPage, "statuses"> {
  const { code, failures, never, missing, retryAfterS } = planned;
  return { code, failures, never, missing, ...(retryAfterS === undefined ? {} : { retryAfterS }) };
}
