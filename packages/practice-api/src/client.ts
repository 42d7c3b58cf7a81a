import { resolve } from "node:path";
import tls from "node:tls";
import type { ControlConnection } from "./control/control-client.js";
import { readCountries } from "./country.js";
import { connectOrStart } from "./find-or-start.js";
import { homeworkDelay, type HomeworkOptions, type HomeworkPart, type HomeworkRun } from "./homework-run.js";
import { maxSeconds } from "./limits.js";
import { type Language, messages } from "./messages.js";
import { noRecord, type Observed, readReport } from "./observed.js";
import { PracticeApiError } from "./errors.js";
import { newRunId } from "./run-path.js";
import { host } from "./state-folder.js";
import {
  type CountryOptions,
  type FlakyOptions,
  type LimitedOptions,
  spellNumber,
  toQuery,
  type UrlOptions,
} from "./url-options.js";

/** How the practice API is found or started. */
export interface PracticeApiOptions {
  /** Where its server keeps how to find it, its lock and its log: processes with the same folder share one server. */
  readonly stateFolder: string;
  /** Use the own server, whatever `PRACTICE_API` says; false unless told. */
  readonly own?: boolean;
  /** Asked for the language of errors and of a displayed `Observed`, whenever there is one; English unless told. */
  readonly language?: () => Language;
}

/** A run against the practice API: URLs to ask for, and what the server saw of it. */
export interface PracticeApi {
  /** The run's id; all its URLs start with `/r/<run>/`. */
  readonly run: string;
  /** False where `PRACTICE_API` leads to a server that is not the course's own. */
  readonly keepsRecord: boolean;
  /** PEM, for got's `https.certificateAuthority` or undici's `new Agent({ connect: { ca } })`. */
  readonly certificateAuthority: string;
  /**
   * The URL of a page.
   *
   * @example api.url("/status/200:0.7,503:0.3")
   */
  url(path: string, options?: UrlOptions): string;
  /**
   * The URLs of this many pages, one country each; past the 200th they start again, with `?again=1` to tell them apart.
   *
   * @param options.delay how long the server takes for each, in seconds
   * @param options.failureRate answer with status 503 at this rate, from 0 to 1; only the course's own server can
   * @param options.seed fail the same attempts at the same pages in every run
   * @throws PracticeApiError if an option is out of its range, or the server cannot do that
   * @example const urls = api.urls(50, { delay: 0.2 });
   * @example const urls = api.urls(200, { failureRate: 0.1, seed: 7 });
   */
  urls(count: number, options?: CountryOptions & UrlOptions): string[];
  /**
   * The URLs of this many pages of `/limited`, which answers `limit` requests in any `window` seconds and no more.
   *
   * @throws PracticeApiError where `PRACTICE_API` leads to a server that is not the course's own: it has no such pages
   * @example const urls = api.limitedUrls(30, { limit: 10, window: 1 });
   */
  limitedUrls(count: number, options?: LimitedOptions & UrlOptions): string[];
  /**
   * The URLs of this many pages of `/flaky`, whose first attempts fail.
   *
   * @throws PracticeApiError where `PRACTICE_API` leads to a server that is not the course's own: it has no such pages
   * @example const urls = api.flakyUrls(20, { fails: 2 });
   */
  flakyUrls(count: number, options?: FlakyOptions & UrlOptions): string[];
  /**
   * What the server has seen of this run until now.
   *
   * @throws PracticeApiError if the server was stopped, or has dropped the record to make room for newer runs
   */
  observed(): Promise<Observed>;
  /**
   * Opens this run as homework: `"pages"` is the 200 pages of the homework itself, some of which fail; `"failures"` is 18
   * pages, most of which fail, to look at the retries alone.
   *
   * What each page does, the server plans when the run is opened; opened again, it is planned anew.
   *
   * @throws PracticeApiError if `delay` is out of its range, or where `PRACTICE_API` leads to a server that is not the
   *   course's own: it has no such pages
   * @example const { urls } = await api.homework("pages", { delay: 0.1 });
   */
  homework(part?: HomeworkPart, options?: HomeworkOptions): Promise<HomeworkRun>;
  /** The same server, a fresh run. */
  newRun(): PracticeApi;
}

/**
 * Connects to the practice API, and starts it where it does not run; every call is a run of its own.
 *
 * The environment's `PRACTICE_API` leads to any other server with httpbin's paths instead.
 *
 * @throws PracticeApiError if the server cannot be started, or `PRACTICE_API` is no URL
 * @example
 * const api = await practiceApi({ stateFolder: join(homedir(), ".practice-api") });
 * const pages = await Promise.all(api.urls(50, { delay: 0.2 }).map((url) => fetch(url)));
 * await api.observed();
 */
export async function practiceApi(options: PracticeApiOptions): Promise<PracticeApi> {
  const { stateFolder, own = false, language = () => "en" } = options;
  const elsewhere = process.env["PRACTICE_API"];
  if (elsewhere && !own) return otherServer(readBase(elsewhere, language()), language);
  return ownServer(await connectOrStart(resolve(stateFolder)), language);
}

function ownServer(connection: ControlConnection, language: () => Language): PracticeApi {
  const { port, http2Port, certificateAuthority, countryCodes } = connection.welcome;
  const run = newRunId();
  const plain = `http://${host}:${port}/r/${run}`;
  const secure = `https://${host}:${http2Port}/r/${run}`;
  const url = (path: string, { http2 = false }: UrlOptions = {}) =>
    `${http2 ? secure : plain}/${withoutSlash(path)}`;
  return {
    run,
    keepsRecord: true,
    certificateAuthority,
    url,
    urls: (count, { http2 = false, ...options } = {}) => {
      checkCountryOptions(count, options, language());
      return countryPages(countryCodes, count).map(({ code, again }) => {
        const query = toQuery({ ...options, delay: omitZero(options.delay), again: omitZero(again) });
        return url(`countries/${code}${query}`, { http2 });
      });
    },
    limitedUrls: (count, { http2 = false, ...options } = {}) => {
      checkCount("limitedUrls", count, language());
      return pageNumbers(count).map((page) => url(`limited${toQuery({ ...options, page })}`, { http2 }));
    },
    flakyUrls: (count, { http2 = false, ...options } = {}) => {
      checkCount("flakyUrls", count, language());
      return pageNumbers(count).map((page) => url(`flaky/${page}${toQuery({ ...options })}`, { http2 }));
    },
    homework: async (part = "pages", { delay = homeworkDelay } = {}) => {
      checkDelay("homework(part, { delay })", delay, language());
      const pages = await connection.openHomework({ homework: run, part, delay });
      return { part, run, urls: pages.map(({ path }) => url(path)), pages, delay };
    },
    observed: async () => readReport(run, await connection.observe(run), (path) => url(path), language),
    newRun: () => ownServer(connection, language),
  };
}

/** A server with httpbin's paths: `/delay` takes the place of the countries' pages, and nothing is observed. */
function otherServer(base: string, language: () => Language): PracticeApi {
  const run = newRunId();
  const url = (path: string) => `${base}/${withoutSlash(path)}`;
  const notHere = (method: string, page: string): never => {
    throw new PracticeApiError(messages(language()).notHere(method, page, base));
  };
  const codes = () => readCountries().map(({ code }) => code);
  return {
    run,
    keepsRecord: false,
    // A client that is given authorities trusts these alone: the ones that Node trusts anyway.
    certificateAuthority: tls.getCACertificates("default").join("\n"),
    url,
    urls: (count, options = {}) => {
      checkCountryOptions(count, options, language());
      if (options.failureRate) notHere("urls(count, { failureRate })", messages(language()).failingPages);
      const { delay = 0 } = options;
      return countryPages(codes(), count).map(({ code, again }) =>
        url(`delay/${spellNumber(delay)}?country=${code}${again > 0 ? `&again=${again}` : ""}`),
      );
    },
    limitedUrls: () => notHere("limitedUrls()", "/limited"),
    flakyUrls: () => notHere("flakyUrls()", "/flaky"),
    homework: () => Promise.resolve().then(() => notHere("homework()", "/homework")),
    observed: () => Promise.resolve(noRecord(run, language)),
    newRun: () => otherServer(base, language),
  };
}

function countryPages(codes: readonly string[], count: number): { code: string; again: number }[] {
  return Array.from({ length: count }, (_, index) => ({
    code: codes[index % codes.length] ?? "",
    again: Math.floor(index / codes.length),
  }));
}

const pageNumbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

function checkCount(method: string, count: number, language: Language): void {
  if (Number.isSafeInteger(count) && count >= 0) return;
  throw new PracticeApiError(messages(language).count(method, String(count)));
}

function checkCountryOptions(
  count: number,
  { delay = 0, failureRate = 0 }: CountryOptions,
  language: Language,
): void {
  checkCount("urls", count, language);
  if (!(failureRate >= 0 && failureRate <= 1)) {
    throw new PracticeApiError(messages(language).failureRate(String(failureRate)));
  }
  checkDelay("urls(count, { delay })", delay, language);
}

function checkDelay(method: string, delay: number, language: Language): void {
  if (delay >= 0 && delay <= maxSeconds) return;
  throw new PracticeApiError(messages(language).delay(method, maxSeconds, String(delay)));
}

function readBase(text: string, language: Language): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.origin + url.pathname.replace(/\/+$/, "");
  throw new PracticeApiError(messages(language).base(JSON.stringify(text)));
}

/** Zero is what the server does anyway. */
const omitZero = (value: number | undefined) => (value === 0 ? undefined : value);
const withoutSlash = (path: string): string => path.replace(/^\/+/, "");
