/** The virtual clock that is on, if one is: there is one for the whole process, also where this package is loaded twice. */
import type { VirtualClock } from "./virtual-clock.js";

/** A virtual clock that is on, and what it began with. */
export interface ActiveClock {
  readonly clock: VirtualClock;
  /** What `Date.now()` said when it began. */
  readonly epochMs: number;
  /** What `performance.now()` said when it began. */
  readonly monotonicMs: number;
  /** How often somebody has read the time since the event loop's last turn. */
  reads: number;
  /** Whether that was so often that nothing else could run. */
  hasBusyLooped: boolean;
  /** Turns real time on again. */
  end(): void;
}

/** `waits`: for another program or thread. `works`: while everything else stands still. */
export type BlockingKind = "waits" | "works";

/** Is told a call's name and kind before it is made; what it throws comes out of the call. */
export type BlockingListener = (call: string, kind: BlockingKind) => void;

interface SwitchState {
  installed: boolean;
  active: ActiveClock | undefined;
  /** Where virtual time has come to so far: it never goes backwards from one run to the next. */
  lastEpochMs: number;
  lastMonotonicMs: number;
  /** Timers that have outlived their clock and wait in real time; the next clock takes them over. */
  readonly outlived: Set<{ refresh(): unknown }>;
  /** What is said of a loop that waits for the time to pass, where somebody says it in another language. */
  tellBusyLoop: ((reads: number) => string) | undefined;
  /** Is told of the calls that block the thread. */
  blockingListener: BlockingListener | undefined;
}

const key = Symbol.for("virtual-time.switch");
const shared = globalThis as { [key]?: SwitchState | undefined };

/** Shared by all copies of this package in the process. */
export const state: SwitchState = (shared[key] ??= {
  installed: false,
  active: undefined,
  lastEpochMs: 0,
  lastMonotonicMs: 0,
  outlived: new Set(),
  tellBusyLoop: undefined,
  blockingListener: undefined,
});

/** The virtual clock that is on now. */
export function activeClock(): VirtualClock | undefined {
  return state.active?.clock;
}
