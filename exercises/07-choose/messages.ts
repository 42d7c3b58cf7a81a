import { defineMessages, type Told } from "async-lab/exercise";

const en = {
  right: (seen: { count: number }) =>
    `All ${seen.count} are where they belong: waiting in the loop, computing in threads, other programs in processes.`,
  rules: {
    "unknown-place": (seen: { work: string; got: string }): Told => ({
      rule: "Each piece of work goes to the loop, to a thread or to a process.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: 'Write `"loop"`, `"thread"` or `"process"`.',
    }),
    "waiting-is-for-the-loop": (seen: { work: string; got: string }): Told => ({
      rule: "Waiting needs neither a thread nor a process: the event loop waits for thousands at once.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: "Who computes there? Not your machine.",
    }),
    "computing-is-for-threads": (seen: { work: string; got: string }): Told => ({
      rule: "Long computing in JavaScript belongs in worker threads: in the loop it blocks everything, and a process of its own is more than it needs.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: "It is your own JavaScript, it is long, and it does not wait for anybody.",
    }),
    "too-small-to-move": (seen: { work: string; got: string }): Told => ({
      rule: "Work that takes less than its way there stays where its data are.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: "How long does it take? And how long does a thread take to begin?",
    }),
    "another-program-is-a-process": (seen: { work: string; got: string }): Told => ({
      rule: "A program in another language runs in a process of its own.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: "The loop and the worker threads of Node run JavaScript only.",
    }),
    "what-may-crash-is-a-process": (seen: { work: string; got: string }): Told => ({
      rule: "What may crash belongs in a process of its own: a crash in a thread takes the whole process with it.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: "Which of the three has a memory of its own, and can die alone?",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `Los ${seen.count} están donde corresponde: la espera en el bucle, el cálculo en hilos, los otros programas en procesos.`,
  rules: {
    "unknown-place": (seen): Told => ({
      rule: "Cada tarea va al bucle, a un hilo o a un proceso.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: 'Escribí `"loop"`, `"thread"` o `"process"`.',
    }),
    "waiting-is-for-the-loop": (seen): Told => ({
      rule: "Para esperar no hace falta ni un hilo ni un proceso: el bucle de eventos espera miles de cosas a la vez.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: "¿Quién calcula ahí? Tu máquina, no.",
    }),
    "computing-is-for-threads": (seen): Told => ({
      rule: "El cálculo largo en JavaScript va en hilos de trabajo (worker threads): en el bucle bloquea todo, y un proceso propio es más de lo que hace falta.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: "Es tu propio JavaScript, es largo, y no espera a nadie.",
    }),
    "too-small-to-move": (seen): Told => ({
      rule: "Lo que tarda menos que su propio viaje se queda donde están sus datos.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: "¿Cuánto tarda? ¿Y cuánto tarda un hilo en empezar?",
    }),
    "another-program-is-a-process": (seen): Told => ({
      rule: "Un programa en otro lenguaje corre en un proceso propio.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: "El bucle y los hilos de trabajo de Node corren solamente JavaScript.",
    }),
    "what-may-crash-is-a-process": (seen): Told => ({
      rule: "Lo que puede romperse va en un proceso propio: si se rompe en un hilo, se lleva puesto todo el proceso.",
      seen: `Para ${seen.work} tu respuesta es ${seen.got}.`,
      hint: "¿Cuál de los tres tiene memoria propia y se puede morir solo?",
    }),
  },
};

/** What `check("07-choose", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
