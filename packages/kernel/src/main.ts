/** The kernel's process, as a kernelspec starts it; what it may be given is in `settings.ts`. */
// Before the clocks switch: a wait of the kernel's own is always real.
import "./termination.js";
// First of all others, so that what modules and cells keep of timers and clocks can switch.
import "virtual-time/install";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { neverProxyLoopback } from "../loopback.mjs";
import { stateFolder } from "./settings.js";

// What starts a Jupyter may not have done so.
neverProxyLoopback();
// Half of the time to load the compiler is compiling it. Where the folder cannot be written, nothing is lost.
enableCompileCache(join(stateFolder, "compile-cache"));
await import("./start.js");
