/** A clock that stands still while anything moves. */
export type { BlockingKind, BlockingListener } from "./active-clock.js";
export { listenToBlockingCalls, tellBlockingCall } from "./blocking-calls.js";
export { BusyLoopError, setBusyLoopMessage } from "./clocks.js";
export { realTime } from "./real-time.js";
export { installSwitch, replaceTimers } from "./switch.js";
export { VirtualGuest } from "./two-processes/guest.js";
export { Guest } from "./two-processes/host.js";
export { readGuestMessage, type GuestMessage, type HostMessage } from "./two-processes/protocol.js";
export type { Rest, RunResult, Turn, WaitingTimer } from "./run-result.js";
export { endVirtualTime, VirtualTime, type VirtualTimeOptions } from "./virtual-time.js";
