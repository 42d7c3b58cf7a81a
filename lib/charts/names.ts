/**
 * The names of recordings, or of anything else, as a chart has room for them, each different: of equal ones the second becomes "name (2)",
 * so that each keeps a place of its own.
 *
 * @param longest how many characters there is room for
 */
export function uniqueNames(named: readonly { readonly name: string }[], longest = Infinity): string[] {
  const taken = new Set<string>();
  return named.map((one) => {
    const name = shortName(one, longest);
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}

/** A name as a title has room for it. */
export function shortName({ name }: { readonly name: string }, longest = 40): string {
  return name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name;
}
