/** What every room may know of the notebook it runs in: its display, its language, the course's folder. */
export * from "./course-folder.js";
export * from "./display.js";
export * from "./language.js";
