/** What the guide looks for in the Markdown of a lesson. What stands in a code block is never taken for it. */

export interface Heading {
  readonly level: number;
  readonly text: string;
}

/** A line of Markdown, and whether it stands in a code block (its fences included). */
interface Line {
  readonly text: string;
  readonly inCode: boolean;
}

function readLines(markdown: string): Line[] {
  let fence = "";
  return markdown.split("\n").map((text) => {
    const marks = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1] ?? "";
    if (fence === "") {
      fence = marks;
      return { text, inCode: marks !== "" };
    }
    if (marks.startsWith(fence) && text.trim() === marks) fence = "";
    return { text, inCode: true };
  });
}

/** Changes each heading; `change` gives the line to put in its place. */
export function replaceHeadings(markdown: string, change: (heading: Heading) => string): string {
  return readLines(markdown)
    .map(({ text, inCode }) => {
      const heading = inCode ? undefined : readHeading(text);
      return heading === undefined ? text : change(heading);
    })
    .join("\n");
}

function readHeading(line: string): Heading | undefined {
  const [, marks = "", text = ""] = /^(#{1,6}) +(.+?) *$/.exec(line) ?? [];
  return marks === "" ? undefined : { level: marks.length, text };
}

/** The headings, in order. */
export function findHeadings(markdown: string): Heading[] {
  const found: Heading[] = [];
  replaceHeadings(markdown, (heading) => {
    found.push(heading);
    return "";
  });
  return found;
}

/** What stands below the heading of this text, up to the next of its level or above; empty if it is not there. */
export function takeSection(markdown: string, title: string): string {
  const taken: string[] = [];
  let level = 0;
  for (const { text, inCode } of readLines(markdown)) {
    const heading = inCode ? undefined : readHeading(text);
    if (heading !== undefined && level > 0 && heading.level <= level) break;
    if (level > 0) taken.push(text);
    else if (heading?.text === title) level = heading.level;
  }
  return taken.join("\n").trim();
}

/** The pipe tables, each as its Markdown. */
export function findTables(markdown: string): string[] {
  const tables: string[][] = [];
  let current: string[] | undefined;
  for (const { text, inCode } of readLines(markdown)) {
    if (!inCode && text.startsWith("|")) {
      if (current === undefined) tables.push((current = []));
      current.push(text);
    } else current = undefined;
  }
  return tables.map((lines) => lines.join("\n"));
}

/** The points of the first list that is not numbered. */
export function findPoints(markdown: string): string[] {
  return readLines(markdown).flatMap(({ text, inCode }) =>
    !inCode && text.startsWith("- ") ? [text.slice(2)] : [],
  );
}

export interface ExternalLink {
  /** Markdown. */
  readonly text: string;
  readonly url: string;
}

/** The links that lead out of the course, each address once. */
export function findExternalLinks(markdown: string): ExternalLink[] {
  const links = new Map<string, ExternalLink>();
  for (const { text: line, inCode } of readLines(markdown)) {
    if (inCode) continue;
    for (const [, text = "", url = ""] of line.matchAll(
      /\[((?:`[^`]*`|[^[\]`])+)\]\((https?:\/\/[^\s()]+)\)/g,
    )) {
      if (!links.has(url)) links.set(url, { text, url });
    }
  }
  return [...links.values()];
}

export interface Fold {
  readonly title: string;
  readonly body: string;
}

/** The text without its `<details>`, and these. */
export function splitFolds(markdown: string): { readonly text: string; readonly folds: readonly Fold[] } {
  const folds: Fold[] = [];
  const pattern = /^<details>\s*<summary>(.*?)<\/summary>(.*?)^<\/details>\s*/gms;
  const text = markdown.replace(pattern, (_, title: string, body: string) => {
    folds.push({ title: title.trim(), body: body.trim() });
    return "";
  });
  return { text: text.trim(), folds };
}
