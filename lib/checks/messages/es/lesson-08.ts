import type { lesson08 as en } from "../en/lesson-08.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

const caught = (seen: { caught: number; count: number }) =>
  `Tu prueba (test) descubrió ${seen.caught} de ${plural(seen.count, "implementación incorrecta", "implementaciones incorrectas")}. Esta pasó:`;

export const lesson08: typeof en = {
  right: {
    "08-test": (seen) =>
      `Tu prueba (test) deja pasar ${plural(seen.right, "implementación correcta", "implementaciones correctas")}, hechas de distinta manera, y descubre las ${seen.caught} incorrectas.`,
  },
  rules: {
    "real-clock": (seen): Told => ({
      rule: "Una prueba (test) no espera al reloj: le da a `retry` un `wait` que vuelve en el acto.",
      seen: `A tu \`wait\` le pidieron ${seen.ms} ms y de verdad se tomó su tiempo.`,
      hint: "Una función async que solo anota el número: `async (ms) => { waits.push(ms); }`.",
    }),
    "test-did-not-finish": (seen): Told => ({
      rule: "Una prueba (test) termina cuando termina `retry`.",
      seen: `Con un \`retry\` correcto no terminó en ${seen.seconds} s, después de ${plural(seen.calls, "llamada")}.`,
      hint: "Buscá una promesa que nadie resuelve: ¿terminan tu `task` y tu `wait`?",
    }),
    "fails-the-right-one": (seen): Told => ({
      rule: "Un `retry` correcto pasa la prueba (test).",
      seen: `Con uno correcto falló: «${seen.message}».`,
      hint: "¿Cada corrida empieza con la cuenta en cero y la lista vacía, y esperás cada llamada? Entonces contá a mano lo que promete la descripción en tu caso.",
    }),
    "tests-nothing": (seen): Told => ({
      rule: "La prueba (test) llama al `retry` que recibe.",
      seen: `Terminó sin error, después de ${plural(seen.calls, "llamada")} a \`retry\`.`,
      hint: "Llamá a `retry(task, 5, wait)` con un `task` y un `wait` tuyos, y compará lo que sale.",
    }),
    "test-ended-early": (seen): Told => ({
      rule: "Una prueba (test) termina recién cuando ya pasó todo lo que mira.",
      seen: `Cuando terminó tu prueba, ${seen.pending} de ${plural(seen.calls, "llamada")} a \`retry\` ${seen.pending === 1 ? "seguía" : "seguían"} en marcha.`,
      hint: "¿Qué llamada no tiene un `await` adelante? `assert.rejects` también da una promesa.",
    }),
    "missed-no-retry": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que nunca vuelve a llamar a una tarea que falló.",
      seen: `${caught(seen)} falla con el primer error.`,
      hint: "Hacé que la tarea falle una o dos veces y después salga bien, y compará el resultado.",
    }),
    "missed-extra-attempt": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que llama a la tarea de más.",
      seen: `${caught(seen)} hace un intento más que \`attempts\`.`,
      hint: "Contá las llamadas de una tarea que falla siempre.",
    }),
    "missed-lost-attempt": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que se rinde antes de tiempo.",
      seen: `${caught(seen)} hace un intento menos que \`attempts\`.`,
      hint: "Contá las llamadas de una tarea que falla siempre.",
    }),
    "missed-swallowed-error": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que esconde la última falla.",
      seen: `${caught(seen)} cuando fallan todos los intentos, termina como si nada.`,
      hint: "`await assert.rejects(…)`, con una tarea que falla siempre.",
    }),
    "missed-no-wait": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que vuelve a probar sin esperar.",
      seen: `${caught(seen)} nunca llama a \`wait\`.`,
      hint: "Hacé que tu `wait` anote cada cantidad de milisegundos, y compará la lista.",
    }),
    "missed-fixed-gaps": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` cuyas esperas no se duplican.",
      seen: `${caught(seen)} espera siempre 1000 ms.`,
      hint: "Con una sola espera no se ve: hacé que la tarea falle al menos dos veces, y compará la lista entera.",
    }),
    "missed-last-wait": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que espera después del último intento.",
      seen: `${caught(seen)} espera una vez más antes de rendirse.`,
      hint: "Compará también las esperas de una tarea que falla siempre.",
    }),
    "missed-call-after-success": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que sigue después de un éxito.",
      seen: `${caught(seen)} llama a la tarea una vez más cuando ya salió bien.`,
      hint: "Contá las llamadas de una tarea que primero falla y después sale bien.",
    }),
  },
};
