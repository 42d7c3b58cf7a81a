/** What a kernel and a library agree on: displays, the language, values on `globalThis`, and a safe look at any value. */
export * from "./display.js";
export * from "./foreign-values.js";
export * from "./kernel-globals.js";
export * from "./language.js";
