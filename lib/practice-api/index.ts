import { language } from "@async-lab/notebook";
import { stateFolder } from "../course-folder.js";
import { practiceApi as connect, type PracticeApi } from "@async-lab/practice-api";

/**
 * Connects to the course's practice API, and starts it where it does not run; every call is a run of its own.
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
export function practiceApi(options: { readonly own?: boolean } = {}): Promise<PracticeApi> {
  return connect({ ...options, stateFolder: stateFolder(), language });
}
