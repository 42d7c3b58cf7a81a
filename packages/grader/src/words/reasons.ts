import type { Language } from "@async-lab/notebook";

/** Why a criterion was not met, in a few words for a table of the class; the learner's page has whole sentences. */
const inShort: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  "no-pages-fetched": { en: "no page fetched", es: "no trajo ninguna página" },
  "too-many-requests": { en: "too many requests to judge", es: "demasiados pedidos para juzgar" },
  threw: { en: "`scrape` threw an error", es: "`scrape` lanzó un error" },
  "not-written": { en: "`scrape` not written", es: "`scrape` sin escribir" },
  "never-settles": { en: "waits for ever", es: "espera para siempre" },
  "timed-out": { en: "used all of its time", es: "usó todo su tiempo" },
  "process-ended": { en: "the program ended", es: "el programa se cortó" },
  "not-called": { en: "no `scrape` to call", es: "no hay `scrape` para llamar" },
  "too-few-pages": { en: "too few pages", es: "muy pocas páginas" },
  "told-elsewhere": { en: "counted in another line", es: "contado en otra línea" },
  "not-asked": { en: "pages never asked for", es: "páginas que no pidió" },
  "given-up": { en: "requests given up", es: "pedidos abandonados" },
  "rows-left-out": { en: "pages left out of the rows", es: "páginas que no están en las filas" },
  "never-asked-again": { en: "a page asked for once only", es: "una página pedida una sola vez" },
  "returned-early": { en: "returned before the pages came", es: "terminó antes de que llegaran las páginas" },
  "rows-not-as-sent": {
    en: "rows not as the server sent them",
    es: "filas distintas de las que mandó el servidor",
  },
  "no-rows": { en: "no rows returned", es: "no devolvió filas" },
  "too-many-in-flight": { en: "more than 20 in flight", es: "más de 20 en vuelo" },
  "not-concurrent": { en: "not concurrent", es: "sin concurrencia" },
  "too-few-pages-to-judge": { en: "too few pages to judge", es: "muy pocas páginas para juzgar" },
  "too-slow": { en: "too slow", es: "demasiado lento" },
  "failures-not-fetched": { en: "difficult pages not fetched", es: "no pidió las páginas difíciles" },
  "no-retry": { en: "no retry", es: "sin reintentos" },
  "missing-repeated": { en: "404 repeated", es: "repitió los 404" },
  "never-gives-up": { en: "never gives up", es: "nunca abandona" },
  "more-than-five": { en: "more than five attempts", es: "más de cinco intentos" },
  "gives-up-early": { en: "gives up early", es: "abandona antes de tiempo" },
  "no-wait": { en: "no wait before a retry", es: "reintenta sin esperar" },
  "waits-do-not-grow": { en: "waits do not grow", es: "las esperas no crecen" },
  "waits-too-short": { en: "waits too short", es: "esperas demasiado cortas" },
  "waits-too-long": { en: "waits too long", es: "esperas demasiado largas" },
  "retry-after-ignored": { en: "`Retry-After` ignored", es: "no respetó `Retry-After`" },
  "not-in-failed": { en: "a lost page not in `failed`", es: "falta una página en `failed`" },
  "not-the-result": { en: "not the result asked for", es: "no devolvió lo pedido" },
  "total-not-true": { en: "`totalMs` not true", es: "`totalMs` no es cierto" },
  "counts-not-true": { en: "counts not true", es: "las cantidades no son ciertas" },
  "no-report": { en: "no report", es: "sin informe" },
  "report-without-success": { en: "report without success", es: "informe sin el éxito" },
  "report-always-the-same": { en: "report not of what came", es: "informe que no cuenta lo que llegó" },
  "report-without-time": { en: "report without time", es: "informe sin el tiempo" },
  "requests-after-the-end": { en: "requests after the end", es: "pedidos después del final" },
  "left-in-flight": { en: "requests left in flight", es: "pedidos que quedaron en vuelo" },
  "connections-left-open": { en: "connections left open", es: "conexiones que quedaron abiertas" },
};

/** @param reason of a judgement; a cached grade of an older grader may have one that is no longer known */
export function formatReason(reason: string, language: Language): string {
  return inShort[reason]?.[language].replaceAll("`", "") ?? reason;
}
