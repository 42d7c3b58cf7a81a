import type { lesson06 as en } from "../en/lesson-06.js";
import type { Told } from "../told.js";
import { plural } from "../words.js";

export const lesson06: typeof en = {
  right: {
    "06-loop": (seen) =>
      `${seen.count} páginas, y nadie bloqueó el bucle de eventos para esperarlas: de esperar se ocupa \`await\`.`,
    "06-await": (seen) =>
      `Las ${seen.count} páginas quedaron guardadas antes de que la función volviera, y si falla un guardado, se sabe.`,
    "06-blocking": (seen) =>
      `${seen.maxInFlight} pedidos en vuelo a la vez: mientras esperaban, el bucle de eventos estuvo libre.`,
    "06-ban": (seen) =>
      `${seen.count} páginas, y ni un pedido rechazado: respetaste el límite, fuera cual fuera.`,
    "06-close": (seen) =>
      `${seen.count} páginas por ${plural(seen.opened, "conexión", "conexiones")}, y no quedó ninguna abierta: ni siquiera después de un error.`,
  },
  rules: {
    "waits-synchronously": (seen): Told => ({
      rule: "La función espera sin bloquear el bucle de eventos (event loop).",
      seen: `Llamó a \`${seen.call}\`${seen.times > 1 ? ` ${seen.times} veces` : ""}, que se queda quieta hasta tener lo que espera, y el bucle con ella. La verificación no la dejó: su servidor responde en el mismo bucle.`,
      hint: "Pedí la página con algo que devuelva una promesa, como `fetchCountry`, y esperala con `await`; una función que usa `await` es `async`.",
    }),
    "save-not-awaited": (seen): Told => ({
      rule: "La función termina recién cuando todas las páginas están guardadas.",
      seen: `Volvió a los ${seen.ms} ms: de ${plural(seen.count, "guardado")}, ${seen.begun === 1 ? "había empezado 1" : `habían empezado ${seen.begun}`} y ${seen.saved === 1 ? "había terminado 1" : `habían terminado ${seen.saved}`}.`,
      hint: "`save` también devuelve una promesa: esperala con `await`, o dásela a `Promise.all`. Una pausa de cierto largo no sabe cuánto tarda un guardado.",
    }),
    "saved-no-pages": (seen): Told => ({
      rule: "Lo que se guarda es una página: el JSON que mandó el servidor, ya interpretado.",
      seen: `\`save\` recibió ${seen.got}.`,
      hint:
        seen.kind === "promise"
          ? "`fetchCountry` devuelve una promesa; la página está después de un `await`: `save(await fetchCountry(url))`."
          : seen.kind === "response"
            ? "La respuesta tiene la página adentro: primero interpretá su cuerpo, como hace `fetchCountry`."
            : "Dale a `save` la página misma: lo que te da `await fetchCountry(url)`.",
    }),
    "saved-pages": (seen): Told => ({
      rule: "Cada página se guarda una vez, tal como la mandó el servidor.",
      seen: `El servidor mandó ${seen.expected}; se guardaron ${seen.got}.`,
      hint: "Llamá a `save` una vez por página, con la página misma.",
    }),
    "wrong-count": (seen): Told => ({
      rule: "La función devuelve cuántas páginas guardó.",
      seen: `Guardó ${plural(seen.count, "página")} y devolvió ${seen.got}.`,
      hint: "Contá después del `await`, y hacé el `return` cuando estén todas.",
    }),
    "lost-save": (seen): Told => ({
      rule: "Si una página no se puede guardar, quien llamó a la función se entera.",
      seen: `${seen.code} no se pudo guardar, y la función devolvió ${seen.got} como si nada.`,
      hint: "El error de una promesa sale donde alguien la espera. ¿Hay un `catch`, o un `allSettled`, que se lo traga?",
    }),
    "other-save-error": (seen): Told => ({
      rule: "Si una página no se puede guardar, el error de ese guardado sale de la función.",
      seen: `El guardado falló con "${seen.expected}"; salió "${seen.got}".`,
      hint: "Dejá pasar el error, o dáselo al que lanzás vos: `new Error(…, { cause: error })`.",
    }),
    "blocks-the-loop": (seen): Told => ({
      rule: "En una función async, ninguna llamada bloquea el bucle de eventos.",
      seen: `\`${seen.call}\` se llamó ${seen.times === 1 ? "una vez" : `${seen.times} veces`}: mientras trabaja o espera, no puede llegar ninguna página ni correr ningún temporizador.`,
      hint: "Las funciones cuyo nombre termina en `Sync` tienen una hermana que devuelve una promesa: `fetchCountry` por `fetchSync`, las de `node:fs/promises` para los archivos. Poner `async` alrededor de la llamada no cambia nada.",
    }),
    "computes-in-the-loop": (seen): Told => ({
      rule: "En una función async, nada demora el bucle de eventos.",
      seen: `Sin importar las páginas, calculó más de ${seen.limitMs} ms de un tirón, y mientras tanto no pudo correr nada más.`,
      hint: "Buscá un ciclo que dure mucho; lo que necesita tanto cálculo va en otro hilo (lección 7).",
    }),
    banned: (seen): Told => ({
      rule: "La función respeta el límite, así el servidor no tiene motivo para bloquearla (ban).",
      seen: `Con ${plural(seen.count, "página")} por traer y un límite de ${seen.limit} cada ${seen.seconds} s, hizo ${plural(seen.most, "pedido")} en ${seen.seconds} s, fue rechazada ${seen.refused === 1 ? "una vez" : `${seen.refused} veces`} y después baneada.`,
      hint: "El límite cuenta comienzos por tiempo, no pedidos en vuelo. Espacialos `1000 * seconds / limit` ms, como hace el `minTime` de bottleneck, o hacé una pausa de `1000 * seconds` ms después de cada `limit`.",
    }),
    "over-the-limit": (seen): Told => ({
      rule: "La función respeta el límite: no le rechazan ningún pedido.",
      seen: `Con ${plural(seen.count, "página")} por traer y un límite de ${seen.limit} cada ${seen.seconds} s, hizo ${plural(seen.most, "pedido")} en ${seen.seconds} s y fue rechazada ${seen.refused === 1 ? "una vez" : `${seen.refused} veces`} con el estado 429.`,
      hint: seen.again
        ? "Una página que llega al segundo intento fue rechazada igual, y hay clientes que reintentan por su cuenta. Dejá `1000 * seconds / limit` ms entre un comienzo y el siguiente, con un margen."
        : "Los temporizadores cuentan milisegundos. De un comienzo al siguiente van `1000 * seconds / limit`; o `1000 * seconds` después de cada `limit` pedidos.",
    }),
    "too-slow": (seen): Told => ({
      rule: "La función respeta el límite, y no tarda más del doble de lo que hace falta para eso.",
      seen: `Con ${plural(seen.count, "página")} por traer y un límite de ${seen.limit} cada ${seen.seconds} s, puede empezar un pedido cada ${seen.due} ms; los tuyos empezaron cada ${seen.gap} ms.`,
      hint:
        seen.waits === "inverse"
          ? "`limit / seconds` es cuántos pueden empezar por segundo; de un comienzo al siguiente van `1000 * seconds / limit` ms."
          : seen.waits === "window"
            ? "En cada `seconds` puede haber `limit` pedidos, no uno: dividí la espera por `limit`."
            : "Esperás demasiado entre un pedido y otro: mirá la unidad, y si en tu fórmula están tanto `limit` como `seconds`.",
    }),
    "page-numbers": (seen): Told => ({
      rule: "La función devuelve los números de las páginas, en el orden de las URL.",
      seen: `Se esperaba ${seen.expected}; devolvió ${seen.got}.`,
      hint: seen.isOrder
        ? "Un `push` cuando llega una página anota otro orden; `map` y `Promise.all` conservan el de las URL."
        : "Cada respuesta es un objeto con un `page`: juntá ese número para cada URL.",
    }),
    "left-open": (seen): Told => ({
      rule: "Lo que la función abre, lo cierra antes de terminar.",
      seen: `Para ${plural(seen.count, "página")} el servidor vio ${plural(seen.opened, "conexión", "conexiones")}, y ${seen.open} ${seen.open === 1 ? "seguía abierta" : "seguían abiertas"} cuando la función ya había terminado.`,
      hint: "Un agente guarda sus conexiones para el próximo pedido: creá el tuyo y hacé `await agent.close()` antes de volver; un temporizador, o un `keepAliveTimeout` corto, llega después. El que está detrás de `fetch` y de `got` no te toca cerrarlo a vos.",
    }),
    "left-open-after-error": (seen): Told => ({
      rule: "Las conexiones se cierran también cuando falla una página.",
      seen: `Una página no se pudo traer, y cuando la función terminó con su error ${seen.open === 1 ? "quedaba" : "quedaban"} ${plural(seen.open, "conexión abierta", "conexiones abiertas")}.`,
      hint: "Poné el trabajo en `try { … }` y el cierre en `finally { … }`: corre en los dos casos.",
    }),
    "closing-not-awaited": (seen): Told => ({
      rule: "La función termina recién cuando sus conexiones están cerradas.",
      seen: `Ya tenía ${seen.count === 1 ? "su página" : `sus ${seen.count} páginas`} y terminó mientras su agente todavía estaba cerrando.`,
      hint: "`close` y `destroy` devuelven una promesa: esperala con `await`, también adentro del `finally`. Con un callback no devuelven ninguna, y nadie espera.",
    }),
    "global-dispatcher": (seen): Told => ({
      rule: "El agente es de la función, y de nadie más.",
      seen: `Para ${plural(seen.count, "página")}, puso su agente detrás de todos los \`fetch\` y \`request\` del notebook; una vez cerrado, fallan todos. La verificación lo deshizo.`,
      hint: "Sin `setGlobalDispatcher`: dale el agente a cada pedido, `request(url, { dispatcher: agent })`.",
    }),
    "closed-for-good": (seen): Told => ({
      rule: "La función se puede llamar más de una vez.",
      seen: `La primera llamada cerró su agente, y la siguiente falló con "${seen.error}".`,
      hint: "Creá el agente adentro de la función, así cada llamada tiene el suyo.",
    }),
    "not-reused": (seen): Told => ({
      rule: "Las páginas comparten conexiones.",
      seen: `Para ${plural(seen.count, "página")} el servidor vio ${plural(seen.opened, "conexión", "conexiones")}.`,
      hint: "Un solo agente para todas las páginas, creado antes del ciclo, mantiene viva su conexión de un pedido al siguiente. Si pedís todo a la vez, dale menos `connections` que páginas hay.",
    }),
  },
};
