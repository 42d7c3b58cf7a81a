/** Something that the teacher must mend before anything can be graded. Its message is one line. */
export class GraderError extends Error {
  override readonly name = "GraderError";
}
