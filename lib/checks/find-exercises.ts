import type { DefinedExercise } from "./exercise.js";

/** By name, and when it is needed: the exercises are built on this library, which holds none of them. */
const exercisesPackage = "@async-lab/exercises";

/** Every exercise of the course, in the order of the lessons. */
export async function findExercises(): Promise<readonly DefinedExercise[]> {
  const found = (await import(exercisesPackage)) as {
    readonly exercises: Readonly<Record<string, DefinedExercise>>;
  };
  const inOrder = (a: DefinedExercise, b: DefinedExercise) =>
    lessonOf(a.id).localeCompare(lessonOf(b.id)) || a.place - b.place;
  return Object.values(found.exercises).sort(inOrder);
}

/** The lesson of an exercise: `03` of `03-limit`. */
export const lessonOf = (id: string): string => id.slice(0, 2);
