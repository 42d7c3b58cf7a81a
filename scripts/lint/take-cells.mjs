const FENCE = /^(`{3,}|~{3,})\{code-cell\}/;

/**
 * A lesson's code as one TypeScript module, each line where it stands in the lesson: what is not code becomes an
 * empty line. Cells that are meant to fail (tag `raises-exception`) or to be warned of (`warns`) are left to the kernel.
 *
 * @param text a lesson, a MyST Markdown notebook
 */
export function takeCells(text) {
  const lines = text.split(/\r?\n/);
  const code = lines.map(() => "");
  for (let i = 0; i < lines.length; i++) {
    const fence = FENCE.exec(lines[i])?.[1];
    if (fence === undefined) continue;
    let end = i + 1;
    while (end < lines.length && lines[end].trimEnd() !== fence) end++;
    const first = skipOptions(lines, i + 1, end);
    const options = lines.slice(i + 1, first).join("\n");
    if (!/raises-exception|\bwarns\b/.test(options)) {
      for (let j = first; j < end; j++) code[j] = lines[j];
    }
    i = end;
  }
  // A module, also when it imports nothing, so that it may await.
  return `${code.join("\n")}\nexport {};\n`;
}

/** Options of a cell: lines that begin with a colon, or a YAML block between `---` lines. */
function skipOptions(lines, start, end) {
  if (lines[start] === "---") {
    const close = lines.indexOf("---", start + 1);
    return close === -1 || close >= end ? start : close + 1;
  }
  let i = start;
  while (i < end && /^:[\w-]+:/.test(lines[i])) i++;
  return i;
}
