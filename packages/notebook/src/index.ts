/** What a kernel and a library share: displays, the language, the course's folder, and a safe look at any value. */
export * from "./checked.js";
export * from "./course-folder.js";
export * from "./display.js";
export * from "./foreign-values.js";
export * from "./language.js";
export * from "./names-in-use.js";
