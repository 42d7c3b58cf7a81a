import type { LoopDelaySample } from "./recording.js";

const intervalMs = 10;

/**
 * Samples how late the event loop is: a timer every 10 ms, and how long after its time it fired.
 *
 * Work that blocks the loop shows as one sample as tall as the block was long, at the time it began (or up to
 * 10 ms later: when the next timer was due). `perf_hooks.monitorEventLoopDelay` keeps a histogram only, so it
 * could not tell when.
 *
 * @param now milliseconds since the recording began
 */
export function sampleLoopDelay(now: () => number): {
  samples: readonly LoopDelaySample[];
  stop: () => void;
} {
  const samples: LoopDelaySample[] = [];
  let due = now() + intervalMs;

  function sample(): void {
    const at = now();
    samples.push({ atMs: due, delayMs: Math.max(0, at - due) });
    due = at + intervalMs;
  }

  const timer = setInterval(sample, intervalMs).unref();
  return {
    samples,
    stop() {
      clearInterval(timer);
      // The run may end in the very turn of the loop that it blocked, before the timer gets its chance.
      if (now() > due) sample();
    },
  };
}
