/** `import "virtual-time/install"` first, and the modules that come after take references to time that can switch. */
import { installSwitch } from "./switch.js";

installSwitch();
