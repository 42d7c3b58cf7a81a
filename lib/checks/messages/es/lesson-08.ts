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
      seen: `${seen.asked ? `A tu \`wait\` le pidieron ${seen.asked} ms y` : "Con temporizadores propios tu prueba"} tardó ${seen.ms} ms.`,
      hint: "Una función async que solo anota el número: `async (ms) => { waits.push(ms); }`.",
    }),
    "test-did-not-finish": (seen): Told => ({
      rule: "Una prueba (test) termina cuando termina `retry`.",
      seen: `Con un \`retry\` correcto no llegó a terminar, después de ${plural(seen.calls, "llamada")}.`,
      hint: "Buscá una promesa que nadie resuelve: ¿terminan tu `task` y tu `wait`? Con temporizadores falsos alguien tiene que adelantar el reloj, después de que `retry` empezó a esperar.",
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
    "other-verdict": (seen): Told => ({
      rule: "Una prueba (test) mira lo que hace `retry`, cada vez de nuevo.",
      seen: `En la corrida número ${seen.runs} rechazó un \`retry\` correcto que antes había dejado pasar.`,
      hint: "¿Cuenta o recuerda algo afuera de la función? Declaralo adentro.",
    }),
    "never-fails": (seen): Told => ({
      rule: "Una prueba (test) falla cuando lanza un error.",
      seen: `En tu prueba nada lanzó un error, estuviera mal lo que estuviera: ${seen.caught} de ${plural(seen.count, "implementación incorrecta", "implementaciones incorrectas")} fallaron, y por un error propio.`,
      hint: "Una comparación suelta, un `return false` y `console.assert` no lanzan nada, y un `catch` se traga lo que se lanza: `assert.equal` lanza.",
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
    "missed-other-error": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que falla con un error suyo.",
      seen: `${caught(seen)} cuando fallan todos los intentos, su error no es el de la tarea.`,
      hint: "`assert.rejects` acepta cómo tiene que ser el mensaje: `await assert.rejects(…, /down/)`.",
    }),
    "missed-lost-result": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que no devuelve lo que dio la tarea.",
      seen: `${caught(seen)} después de un éxito no devuelve nada.`,
      hint: "Compará lo que da `await retry(…)` con lo que devuelve tu tarea.",
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
    "missed-other-order": (seen): Told => ({
      rule: "La prueba rechaza un `retry` cuyas esperas vienen en otro orden.",
      seen: `${caught(seen)} espera primero 2000 ms y después 1000 ms.`,
      hint: "Una suma no dice cuál espera vino primero: guardá cada espera en una lista y compará la lista entera.",
    }),
    "missed-other-unit": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` cuyas esperas no son las de la descripción.",
      seen: `${caught(seen)} sus esperas se duplican, pero empiezan en 1 ms.`,
      hint: "Compará las esperas con números, `[1000, 2000]`, y no entre ellas.",
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
