/** What the test of exercise `08-test` is run against: two right implementations, and wrong ones. */
import type { Rule } from "./messages.js";

/** Calls a task until it succeeds. */
export type Retry = (
  task: () => Promise<string>,
  attempts: number,
  wait: (ms: number) => Promise<void>,
) => Promise<string>;

const gapMs = (attempt: number): number => 1000 * 2 ** (attempt - 1);

/** A task may throw before it has a promise to give. */
const callAsync = async (task: Parameters<Retry>[0]): Promise<string> => task();

/** As the lesson has it. */
const retryInLoop: Retry = async (task, attempts, wait) => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      if (attempt === attempts) throw error;
      await wait(gapMs(attempt));
    }
  }
};

/** Built in another way: a test looks at what a function does, not at how. */
const retryByRecursion: Retry = (task, attempts, wait) => {
  const from = (attempt: number): Promise<string> =>
    callAsync(task).catch(async (error: unknown) => {
      if (attempt >= attempts) throw error;
      await wait(gapMs(attempt));
      return from(attempt + 1);
    });
  return from(1);
};

/** Waits before an attempt, rather than after one. */
const retryWithWaitFirst: Retry = async (task, attempts, wait) => {
  let failure: unknown;
  for (let retries = 0; retries < attempts; retries += 1) {
    if (retries > 0) await wait(gapMs(retries));
    const [outcome] = await Promise.allSettled([callAsync(task)]);
    if (outcome.status === "fulfilled") return outcome.value;
    failure = outcome.reason;
  }
  throw failure;
};

export const rightRetries: readonly Retry[] = [retryInLoop, retryByRecursion, retryWithWaitFirst];

/** An implementation that breaks one promise of the right ones, and the rule about a test that lets it pass. */
export interface WrongRetry {
  readonly rule: Extract<Rule, `missed-${string}`>;
  readonly retry: Retry;
}

export const wrongRetries: readonly WrongRetry[] = [
  {
    rule: "missed-no-retry",
    // Without `await` the `try` is over before the task fails, also where that throws before it has a promise.
    retry: async (task, attempts, wait) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          // eslint-disable-next-line @typescript-eslint/return-await -- the mistake
          return callAsync(task);
        } catch (error) {
          if (attempt === attempts) throw error;
          await wait(gapMs(attempt));
        }
      }
    },
  },
  { rule: "missed-extra-attempt", retry: (task, attempts, wait) => retryInLoop(task, attempts + 1, wait) },
  {
    rule: "missed-lost-attempt",
    retry: (task, attempts, wait) => retryInLoop(task, Math.max(1, attempts - 1), wait),
  },
  {
    rule: "missed-swallowed-error",
    retry: (task, attempts, wait) =>
      retryInLoop(task, attempts, wait).catch(() => undefined as unknown as string),
  },
  {
    rule: "missed-other-error",
    retry: (task, attempts, wait) =>
      retryInLoop(task, attempts, wait).catch((error: unknown) => {
        throw new Error("no attempt went well", { cause: error });
      }),
  },
  {
    rule: "missed-no-wait",
    retry: (task, attempts) => retryInLoop(task, attempts, () => Promise.resolve()),
  },
  {
    rule: "missed-fixed-gaps",
    retry: (task, attempts, wait) => retryInLoop(task, attempts, () => wait(gapMs(1))),
  },
  {
    rule: "missed-other-order",
    // The first two change places: after two failures the sum is that of the right ones.
    retry: (task, attempts, wait) =>
      retryInLoop(task, attempts, (ms) => wait(ms <= gapMs(2) ? gapMs(1) + gapMs(2) - ms : ms)),
  },
  {
    rule: "missed-other-unit",
    retry: (task, attempts, wait) => retryInLoop(task, attempts, (ms) => wait(ms / gapMs(1))),
  },
  {
    rule: "missed-last-wait",
    retry: (task, attempts, wait) =>
      retryInLoop(task, attempts, wait).catch(async (error: unknown) => {
        await wait(gapMs(attempts));
        throw error;
      }),
  },
  {
    rule: "missed-call-after-success",
    retry: async (task, attempts, wait) => {
      await retryInLoop(task, attempts, wait);
      return task();
    },
  },
  {
    rule: "missed-lost-result",
    retry: async (task, attempts, wait) => {
      await retryInLoop(task, attempts, wait);
      return undefined as unknown as string;
    },
  },
];
