import { defineMessages, plural, type Told, was } from "async-lab/exercise";

/** What was seen where a test lets a wrong implementation pass. */
const caught = {
  en: (seen: { caught: number; count: number }) =>
    `Your test caught ${seen.caught} of ${plural(seen.count, "wrong implementation")}. This one passed:`,
  es: (seen: { caught: number; count: number }) =>
    `Tu prueba (test) descubrió ${seen.caught} de ${plural(seen.count, "implementación incorrecta", "implementaciones incorrectas")}. Esta pasó:`,
};

const en = {
  right: (seen: { right: number; caught: number }) =>
    `Your test lets ${plural(seen.right, "right implementation")} pass, built in different ways, and catches all ${seen.caught} wrong ones.`,
  rules: {
    "real-clock": (seen: {
      /** What the test's own `wait` was asked for; 0 where it was not the one that waited. */
      asked: number;
      ms: number;
    }): Told => ({
      rule: "A test does not wait for the clock: it gives `retry` a `wait` that returns at once.",
      seen: `${seen.asked ? `Your \`wait\` was asked for ${seen.asked} ms and` : "With timers of its own your test"} took ${seen.ms} ms.`,
      hint: "An async function that only writes down the number: `async (ms) => { waits.push(ms); }`.",
    }),
    "test-did-not-finish": (seen: { calls: number }): Told => ({
      rule: "A test comes to an end when `retry` does.",
      seen: `With a right \`retry\` it did not come to an end, after ${plural(seen.calls, "call")} of it.`,
      hint: "Look for a promise that nobody resolves: does your `task`, or your `wait`, come to an end? With fake timers somebody has to turn the clock on, after `retry` has started to wait.",
    }),
    "fails-the-right-one": (seen: { message: string }): Told => ({
      rule: "A right `retry` passes the test.",
      seen: `With a right one it failed: “${seen.message}”.`,
      hint: "Does each run begin with a count of zero and an empty list, and is every call awaited? Then count by hand what the description promises for your case.",
    }),
    "tests-nothing": (seen: { calls: number }): Told => ({
      rule: "The test calls the `retry` that it is given.",
      seen: `It ended without an error, after ${plural(seen.calls, "call")} of it.`,
      hint: "Call `retry(task, 5, wait)` with a `task` and a `wait` of your own, and compare what comes out.",
    }),
    "test-ended-early": (seen: { calls: number; pending: number }): Told => ({
      rule: "A test ends only when all that it looks at has happened.",
      seen: `When your test ended, ${seen.pending} of ${plural(seen.calls, "call")} of \`retry\` ${was(seen.pending)} still going on.`,
      hint: "Which call has no `await` before it? `assert.rejects` gives a promise, too.",
    }),
    "other-verdict": (seen: { runs: number }): Told => ({
      rule: "A test looks at what `retry` does, each time anew.",
      seen: `In run number ${seen.runs} it failed a right \`retry\` that it had let pass before.`,
      hint: "Does it count, or remember, anything outside the function? Declare it inside.",
    }),
    "never-fails": (seen: { caught: number; count: number }): Told => ({
      rule: "A test fails by throwing.",
      seen: `Nothing in your test threw, whatever was wrong: ${seen.caught} of ${plural(seen.count, "wrong implementation")} failed, and by an error of their own.`,
      hint: "A comparison by itself, a `return false` and `console.assert` throw nothing, and a `catch` swallows what is thrown: `assert.equal` throws.",
    }),
    "missed-no-retry": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that never calls a failing task again.",
      seen: `${caught.en(seen)} it fails with the first error.`,
      hint: "Let the task fail once or twice and then succeed, and compare the result.",
    }),
    "missed-extra-attempt": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that calls the task too often.",
      seen: `${caught.en(seen)} it makes one attempt more than \`attempts\`.`,
      hint: "Count the calls of a task that always fails.",
    }),
    "missed-lost-attempt": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that gives up too soon.",
      seen: `${caught.en(seen)} it makes one attempt less than \`attempts\`.`,
      hint: "Count the calls of a task that always fails.",
    }),
    "missed-swallowed-error": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that hides the last failure.",
      seen: `${caught.en(seen)} when every attempt fails, it ends as if all were well.`,
      hint: "`await assert.rejects(…)`, with a task that always fails.",
    }),
    "missed-other-error": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that fails with an error of its own.",
      seen: `${caught.en(seen)} when every attempt fails, its error is not the one of the task.`,
      hint: "`assert.rejects` takes what the message must look like: `await assert.rejects(…, /down/)`.",
    }),
    "missed-lost-result": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that does not give back what the task gave.",
      seen: `${caught.en(seen)} after a success it gives back nothing.`,
      hint: "Compare what `await retry(…)` gives with what your task returns.",
    }),
    "missed-no-wait": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that tries again without waiting.",
      seen: `${caught.en(seen)} it never calls \`wait\`.`,
      hint: "Let your `wait` write down each number of milliseconds, and compare the list.",
    }),
    "missed-fixed-gaps": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` whose waits do not double.",
      seen: `${caught.en(seen)} it waits for 1000 ms each time.`,
      hint: "One wait does not tell: let the task fail twice at least, and compare the whole list of waits.",
    }),
    "missed-other-order": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` whose waits come in another order.",
      seen: `${caught.en(seen)} it waits for 2000 ms first and then for 1000 ms.`,
      hint: "A sum does not tell which wait came first: keep each wait in a list, and compare the whole list.",
    }),
    "missed-other-unit": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` whose waits are not those of the description.",
      seen: `${caught.en(seen)} its waits double, but begin with 1 ms.`,
      hint: "Compare the waits with numbers, `[1000, 2000]`, not with each other.",
    }),
    "missed-last-wait": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that waits after its last attempt.",
      seen: `${caught.en(seen)} it waits once more before it gives up.`,
      hint: "Compare the list of waits of a task that always fails, too.",
    }),
    "missed-call-after-success": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that goes on after a success.",
      seen: `${caught.en(seen)} it calls the task once more after it has succeeded.`,
      hint: "Count the calls of a task that fails at first and then succeeds.",
    }),
  },
};

const es: typeof en = {
  right: (seen) =>
    `Tu prueba (test) deja pasar ${plural(seen.right, "implementación correcta", "implementaciones correctas")}, hechas de distinta manera, y descubre las ${seen.caught} incorrectas.`,
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
      seen: `${caught.es(seen)} falla con el primer error.`,
      hint: "Hacé que la tarea falle una o dos veces y después salga bien, y compará el resultado.",
    }),
    "missed-extra-attempt": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que llama a la tarea de más.",
      seen: `${caught.es(seen)} hace un intento más que \`attempts\`.`,
      hint: "Contá las llamadas de una tarea que falla siempre.",
    }),
    "missed-lost-attempt": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que se rinde antes de tiempo.",
      seen: `${caught.es(seen)} hace un intento menos que \`attempts\`.`,
      hint: "Contá las llamadas de una tarea que falla siempre.",
    }),
    "missed-swallowed-error": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que esconde la última falla.",
      seen: `${caught.es(seen)} cuando fallan todos los intentos, termina como si nada.`,
      hint: "`await assert.rejects(…)`, con una tarea que falla siempre.",
    }),
    "missed-other-error": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que falla con un error suyo.",
      seen: `${caught.es(seen)} cuando fallan todos los intentos, su error no es el de la tarea.`,
      hint: "`assert.rejects` acepta cómo tiene que ser el mensaje: `await assert.rejects(…, /down/)`.",
    }),
    "missed-lost-result": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que no devuelve lo que dio la tarea.",
      seen: `${caught.es(seen)} después de un éxito no devuelve nada.`,
      hint: "Compará lo que da `await retry(…)` con lo que devuelve tu tarea.",
    }),
    "missed-no-wait": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que vuelve a probar sin esperar.",
      seen: `${caught.es(seen)} nunca llama a \`wait\`.`,
      hint: "Hacé que tu `wait` anote cada cantidad de milisegundos, y compará la lista.",
    }),
    "missed-fixed-gaps": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` cuyas esperas no se duplican.",
      seen: `${caught.es(seen)} espera siempre 1000 ms.`,
      hint: "Con una sola espera no se ve: hacé que la tarea falle al menos dos veces, y compará la lista entera.",
    }),
    "missed-other-order": (seen): Told => ({
      rule: "La prueba rechaza un `retry` cuyas esperas vienen en otro orden.",
      seen: `${caught.es(seen)} espera primero 2000 ms y después 1000 ms.`,
      hint: "Una suma no dice cuál espera vino primero: guardá cada espera en una lista y compará la lista entera.",
    }),
    "missed-other-unit": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` cuyas esperas no son las de la descripción.",
      seen: `${caught.es(seen)} sus esperas se duplican, pero empiezan en 1 ms.`,
      hint: "Compará las esperas con números, `[1000, 2000]`, y no entre ellas.",
    }),
    "missed-last-wait": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que espera después del último intento.",
      seen: `${caught.es(seen)} espera una vez más antes de rendirse.`,
      hint: "Compará también las esperas de una tarea que falla siempre.",
    }),
    "missed-call-after-success": (seen): Told => ({
      rule: "La prueba (test) rechaza un `retry` que sigue después de un éxito.",
      seen: `${caught.es(seen)} llama a la tarea una vez más cuando ya salió bien.`,
      hint: "Contá las llamadas de una tarea que primero falla y después sale bien.",
    }),
  },
};

/** What `check("08-test", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });

/** The rules of this exercise. */
export type Rule = keyof typeof en.rules;
