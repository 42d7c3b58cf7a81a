/** Every exercise of the course by its id, in the order of the lessons. */
import { all } from "./all.js";
import { asCompleted } from "./as-completed.js";
import { frozen } from "./frozen.js";
import { oneByOne } from "./one-by-one.js";
import { order } from "./order.js";
import { settled } from "./settled.js";
import type { FetchAll } from "./all.js";
import type { AsCompleted } from "./as-completed.js";
import type { Frozen } from "./frozen.js";
import type { FetchOneByOne } from "./one-by-one.js";
import type { Order } from "./order.js";
import type { FetchSettled } from "./settled.js";
import type { Exercise } from "../exercise.js";

/** What an answer to each exercise is: `check` takes nothing else, and TypeScript says so in the cell. */
export interface Answers {
  "00-order": Order;
  "00-frozen": Frozen;
  "01-one-by-one": FetchOneByOne;
  "02-all": FetchAll;
  "02-as-completed": AsCompleted;
  "02-settled": FetchSettled;
}

/** The id of an exercise. */
export type ExerciseId = keyof Answers;

export const exercises: { readonly [Id in ExerciseId]: Exercise<Id, Answers[Id]> } = {
  "00-order": order,
  "00-frozen": frozen,
  "01-one-by-one": oneByOne,
  "02-all": all,
  "02-as-completed": asCompleted,
  "02-settled": settled,
};

/** The ids of all exercises, in the order of the lessons. */
export const exerciseIds = Object.keys(exercises) as readonly ExerciseId[];

export type { AsCompleted, FetchAll, FetchOneByOne, FetchSettled, Frozen, Order };
export type { Failure, Settled } from "./settled.js";
