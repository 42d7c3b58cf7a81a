/** To be imported first of all, so that whoever takes a reference to a timer or a clock takes one that follows virtual time. */
import { installSwitch } from "virtual-time";

installSwitch();
