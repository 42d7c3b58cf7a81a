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
      seen: `Llamó a ${seen.call}, que se queda quieta hasta que se le acaba el tiempo: las páginas solo pueden llegar mientras el bucle gira.`,
      hint: "Esperá la promesa con `await`; una función que usa `await` es `async` y devuelve una promesa.",
    }),
    "save-not-awaited": (seen): Told => ({
      rule: "La función termina recién cuando todas las páginas están guardadas.",
      seen: `Volvió a los ${seen.ms} ms, cuando iban ${seen.saved} de ${plural(seen.begun, "guardado")}.`,
      hint: "`save` también devuelve una promesa: esperala con `await`, o dásela a `Promise.all`.",
    }),
    "saved-pages": (seen): Told => ({
      rule: "Cada página se guarda una vez.",
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
    "blocks-the-loop": (seen): Told => ({
      rule: "En una función async, ninguna llamada bloquea el bucle de eventos.",
      seen: `\`fetchSync\` se llamó ${seen.times === 1 ? "una vez" : `${seen.times} veces`}; de ${plural(seen.count, "pedido")}, el servidor vio como mucho ${seen.maxInFlight} en vuelo a la vez.`,
      hint: "Usá un cliente que devuelva una promesa, como `fetchCountry`, y esperala con `await`. Poner `async` alrededor de `fetchSync` no cambia nada.",
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
      seen: `Para ${plural(seen.count, "página")} el servidor vio ${plural(seen.opened, "conexión", "conexiones")}, y ${seen.open} ${seen.open === 1 ? "seguía abierta" : "seguían abiertas"} mucho después de que la función volviera.`,
      hint: "Un agente guarda sus conexiones para el próximo pedido: creá el tuyo y hacé `await agent.close()` cuando termines. El que está detrás de `fetch` y de `got` no te toca cerrarlo a vos.",
    }),
    "left-open-after-error": (seen): Told => ({
      rule: "Las conexiones se cierran también cuando falla una página.",
      seen: `Una página no se pudo alcanzar, y ${seen.open === 1 ? "quedó" : "quedaron"} ${plural(seen.open, "conexión abierta", "conexiones abiertas")}.`,
      hint: "Poné el trabajo en `try { … }` y el cierre en `finally { … }`: corre en los dos casos.",
    }),
    "closing-not-awaited": (seen): Told => ({
      rule: "La función termina recién cuando sus conexiones están cerradas.",
      seen: `Ya tenía ${seen.count === 1 ? "su página" : `sus ${seen.count} páginas`} y terminó mientras su agente todavía estaba cerrando.`,
      hint: "`close` y `destroy` devuelven una promesa: esperala con `await`, también adentro del `finally`.",
    }),
    "not-reused": (seen): Told => ({
      rule: "Las páginas comparten conexiones.",
      seen: `Para ${plural(seen.count, "página")} el servidor vio ${plural(seen.opened, "conexión", "conexiones")}.`,
      hint: "Un solo agente para todas las páginas, creado antes del ciclo, mantiene viva su conexión de un pedido al siguiente.",
    }),
  },
};
