import type { DefinedExercise } from "./answers.js";

/** By name, and when it is needed: the exercises are built on this library, which holds none of them. */
const exercisesPackage = "@async-lab/exercises";

type Loaders = Readonly<Record<string, () => Promise<{ readonly default: DefinedExercise }>>>;

async function findLoaders(): Promise<Loaders> {
  const { exercises } = (await import(exercisesPackage)) as { readonly exercises: Loaders };
  return exercises;
}

/** The exercise with this id; undefined where there is none. */
export async function findExercise(id: string): Promise<DefinedExercise | undefined> {
  const loaders = await findLoaders();
  const found = Object.hasOwn(loaders, id) ? await loaders[id]?.() : undefined;
  return found?.default;
}

/** Every exercise of the course, in the order of the lessons. */
export async function findExercises(): Promise<readonly DefinedExercise[]> {
  const modules = await Promise.all(Object.values(await findLoaders()).map((load) => load()));
  const inOrder = (a: DefinedExercise, b: DefinedExercise) =>
    lessonOf(a.id).localeCompare(lessonOf(b.id)) || a.place - b.place;
  return modules.map((module) => module.default).sort(inOrder);
}

/** The lesson of an exercise: `03` of `03-limit`. */
export const lessonOf = (id: string): string => id.slice(0, 2);
