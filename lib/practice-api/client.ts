import { randomBytes } from "node:crypto";
import tls from "node:tls";
import type { ControlConnection } from "./control/control-client.js";
import { readCountries } from "./country.js";
import { connectOrStart } from "./find-or-start.js";
import { mostSeconds } from "./limits.js";
import { noRecord, type Observed, readReport } from "./observed.js";
import { toQuery } from "./page-query.js";
import { PracticeApiError } from "./practice-api-error.js";
import { host } from "./server-address.js";

/** Where a URL leads to. */
export interface UrlOptions {
  /** The server's HTTP/2 port, with TLS: the client must be given `certificateAuthority`. */
  readonly http2?: boolean;
}

/** What `/limited` does; see the practice API's `/docs`. */
export interface LimitedOptions {
  /** Answers in any `window`; 10 if left out. */
  readonly limit?: number;
  /** In seconds; 1 if left out. */
  readonly window?: number;
  /** The form of the header `Retry-After`; `seconds` if left out. */
  readonly retryAfter?: "seconds" | "date";
  /** Refusals without a pause until the run is banned; 20 if left out, 0 for never. */
  readonly strikes?: number;
  /** How long a ban lasts, in seconds; 2 if left out. */
  readonly ban?: number;
  /** How long the server takes for an answer, in seconds. */
  readonly delay?: number;
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
   * @example const urls = api.urls(50, { delay: 0.2 });
   */
  urls(count: number, options?: UrlOptions & { readonly delay?: number }): string[];
  /**
   * The URLs of this many pages of `/limited`, which answers `limit` requests in any `window` seconds and no more.
   *
   * @throws PracticeApiError where `PRACTICE_API` leads to a server that is not the course's own: it has no such pages
   * @example const urls = api.limitedUrls(30, { limit: 10, window: 1 });
   */
  limitedUrls(count: number, options?: LimitedOptions & UrlOptions): string[];
  /**
   * What the server has seen of this run until now.
   *
   * @throws PracticeApiError if the server was stopped, or has dropped the record to make room for newer runs
   */
  observed(): Promise<Observed>;
  /** The same server, a fresh run. */
  newRun(): PracticeApi;
}

/**
 * Connects to the practice API, and starts it where it does not run; every call is a run of its own.
 *
 * The environment's `PRACTICE_API` leads to any other server with httpbin's paths instead.
 *
 * @param options.own use the course's own server, whatever `PRACTICE_API` says
 * @throws PracticeApiError if the server cannot be started, or `PRACTICE_API` is no URL
 * @example
 * const api = await practiceApi();
 * const pages = await Promise.all(api.urls(50, { delay: 0.2 }).map((url) => fetch(url)));
 * await api.observed();
 */
export async function practiceApi(options: { readonly own?: boolean } = {}): Promise<PracticeApi> {
  const elsewhere = process.env["PRACTICE_API"];
  if (elsewhere && !options.own) return otherServer(readBase(elsewhere));
  return ownServer(await connectOrStart());
}

function ownServer(connection: ControlConnection): PracticeApi {
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
    urls: (count, { delay = 0, ...options } = {}) => {
      checkCountAndDelay(count, delay);
      return countryPages(countryCodes, count).map(({ code, again }) => {
        const query = new URLSearchParams({
          ...(delay > 0 && { delay: String(delay) }),
          ...(again > 0 && { again: String(again) }),
        });
        return url(`countries/${code}${query.size > 0 ? `?${query.toString()}` : ""}`, options);
      });
    },
    limitedUrls: (count, { http2 = false, ...options } = {}) => {
      checkCount("limitedUrls", count);
      return pageNumbers(count).map((page) => url(`limited${toQuery({ ...options, page })}`, { http2 }));
    },
    observed: async () => readReport(run, await connection.observe(run), (path) => url(path)),
    newRun: () => ownServer(connection),
  };
}

/** A server with httpbin's paths: `/delay` takes the place of the countries' pages, and nothing is observed. */
function otherServer(base: string): PracticeApi {
  const run = newRunId();
  const url = (path: string) => `${base}/${withoutSlash(path)}`;
  const codes = () => readCountries().map(({ code }) => code);
  return {
    run,
    keepsRecord: false,
    // A client that is given authorities trusts these alone: the ones that Node trusts anyway.
    certificateAuthority: tls.getCACertificates("default").join("\n"),
    url,
    urls: (count, { delay = 0 } = {}) => {
      checkCountAndDelay(count, delay);
      return countryPages(codes(), count).map(({ code, again }) =>
        url(`delay/${delay}?country=${code}${again > 0 ? `&again=${again}` : ""}`),
      );
    },
    limitedUrls: () => notHere("limitedUrls", "/limited", base),
    observed: () => Promise.resolve(noRecord(run)),
    newRun: () => otherServer(base),
  };
}

function countryPages(codes: readonly string[], count: number): { code: string; again: number }[] {
  return Array.from({ length: count }, (_, index) => ({
    code: codes[index % codes.length] ?? "",
    again: Math.floor(index / codes.length),
  }));
}

const pageNumbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

function notHere(method: string, page: string, base: string): never {
  throw new PracticeApiError(
    `${method}() needs the course's own practice API: ${base} (from PRACTICE_API) has no page ${page}; unset PRACTICE_API, or call practiceApi({ own: true })`,
  );
}

function checkCount(method: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 0) return;
  throw new PracticeApiError(
    `${method}(count): \`count\` must be a whole number, 0 or more, not ${String(count)}`,
  );
}

function checkCountAndDelay(count: number, delay: number): void {
  checkCount("urls", count);
  if (!(delay >= 0 && delay <= mostSeconds)) {
    throw new PracticeApiError(
      `urls(count, { delay }): \`delay\` must be a number of seconds from 0 to ${mostSeconds}, not ${delay}`,
    );
  }
}

function readBase(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.origin + url.pathname.replace(/\/+$/, "");
  throw new PracticeApiError(
    `PRACTICE_API must be the URL of a server, such as https://httpbin.org, not ${JSON.stringify(text)}`,
  );
}

const newRunId = (): string => randomBytes(6).toString("base64url");
const withoutSlash = (path: string): string => path.replace(/^\/+/, "");
