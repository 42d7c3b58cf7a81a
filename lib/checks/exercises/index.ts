/** Every exercise of the course by its id, in the order of the lessons. */
import type { Exercise } from "../exercise.js";
import { all } from "./all.js";
import type { Answers, ExerciseId } from "./answers.js";
import { asCompleted } from "./as-completed.js";
import { ban } from "./ban.js";
import { benchmark } from "./benchmark.js";
import { blocking } from "./blocking.js";
import { choose } from "./choose.js";
import { close } from "./close.js";
import { forgotten } from "./forgotten.js";
import { frozen } from "./frozen.js";
import { limit } from "./limit.js";
import { loop } from "./loop.js";
import { oneByOne } from "./one-by-one.js";
import { order } from "./order.js";
import { parallel } from "./parallel.js";
import { rate } from "./rate.js";
import { retry } from "./retry.js";
import { settled } from "./settled.js";
import { testRetry } from "./test-retry.js";

export type { Answers, ExerciseId, Failure, Settled } from "./answers.js";

export const exercises: { readonly [Id in ExerciseId]: Exercise<Id, Answers[Id]> } = {
  "00-order": order,
  "00-frozen": frozen,
  "01-one-by-one": oneByOne,
  "02-all": all,
  "02-as-completed": asCompleted,
  "02-settled": settled,
  "03-limit": limit,
  "03-rate": rate,
  "04-retry": retry,
  "05-benchmark": benchmark,
  "06-loop": loop,
  "06-await": forgotten,
  "06-blocking": blocking,
  "06-ban": ban,
  "06-close": close,
  "07-parallel": parallel,
  "07-choose": choose,
  "08-test": testRetry,
};

/** The ids of all exercises, in the order of the lessons. */
export const exerciseIds = Object.keys(exercises) as readonly ExerciseId[];
