import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { language, type Language } from "@async-lab/notebook";
import { courseFolder } from "./course-folder.js";

const en = {
  unreadable: (path: string) => `readUrlList: cannot read ${path}: give the name of a file in data/`,
  noUrl: (place: string, text: string) =>
    `${place}: ${text} is no http or https URL: one a line, # begins a comment`,
};

const messages: Readonly<Record<Language, typeof en>> = {
  en,
  es: {
    unreadable: (path: string) =>
      `readUrlList: no se puede leer ${path}: pasale el nombre de un archivo de data/`,
    noUrl: (place: string, text: string) =>
      `${place}: ${text} no es una URL http o https: va una por línea, y # empieza un comentario`,
  },
};

/** A list of URLs that cannot be read. */
export class UrlListError extends Error {
  override readonly name = "UrlListError";
}

/**
 * Reads a list of URLs: one a line; empty lines, and lines that begin with `#`, are passed over.
 *
 * @param file a name in the course's `data/`, or an absolute path
 * @throws {UrlListError} in one line, when there is no such file, or a line is no `http:` or `https:` URL
 * @example const urls = await readUrlList("public-urls.txt");
 */
export async function readUrlList(file: string): Promise<string[]> {
  const path = resolve(join(courseFolder(), "data"), file);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new UrlListError(messages[language()].unreadable(path), { cause });
  });
  return text.split(/\r?\n/).flatMap((line, index) => {
    const url = line.trim();
    if (url === "" || url.startsWith("#")) return [];
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
      throw new UrlListError(messages[language()].noUrl(`${path}:${index + 1}`, JSON.stringify(url)));
    }
    return [url];
  });
}
