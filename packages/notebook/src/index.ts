/** What every room may know of the notebook it runs in: its display, its language, the course's folder and the lists in it. */
export * from "./checked.js";
export * from "./course-folder.js";
export * from "./display.js";
export * from "./foreign-values.js";
export * from "./language.js";
export * from "./names-in-use.js";
