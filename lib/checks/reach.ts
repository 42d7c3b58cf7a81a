import { PracticeApiError } from "../practice-api/index.js";

/**
 * `fetch`, for the check's own requests.
 *
 * @throws {PracticeApiError} if the server is gone: the check cannot go on, and it is not the learner's doing
 */
export async function reach(url: string): Promise<Response> {
  try {
    return await fetch(url);
  } catch (cause) {
    throw new PracticeApiError("the practice API was stopped during the check: run the cell again", {
      cause,
    });
  }
}
