/** Grades handed-in homework. */
export type { CellProblem, Grade, GradeNotebook, GradeOptions, RunEnd, SeenAttempt } from "./grade.js";
export { gradeNotebook } from "./grade-notebook.js";
export { GraderError } from "./grader-error.js";
