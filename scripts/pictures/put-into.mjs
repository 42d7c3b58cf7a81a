/**
 * Puts the pictures' descriptions and the measured times into a README.
 *
 * A description is the `alt` of the `<img>` with that `src`. The times stand between the comments
 * `<!-- one by one -->`, `<!-- all at once -->` or `<!-- speed-up -->` and `<!-- -->`.
 *
 * @param text the README
 * @param measured.descriptions for each picture's path, its description
 * @param measured.times `oneByOne` and `allAtOnce`, in ms
 * @param measured.lang en or es: Spanish writes a comma in 0,24
 * @throws Error when the README has no place for one of them
 */
export function putInto(text, { descriptions, times, lang }) {
  const { oneByOne, allAtOnce } = times;
  const format = (value, digits) =>
    new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      value,
    );
  const figures = {
    "one by one": `${format(oneByOne / 1000, 1)} s`,
    "all at once": `${format(allAtOnce / 1000, 2)} s`,
    "speed-up": format(oneByOne / allAtOnce, 0),
  };
  let result = text;
  for (const [file, description] of Object.entries(descriptions))
    result = replace(
      result,
      new RegExp(`(<img src="${escape(file)}"[^>]*? alt=")[^"]*(")`),
      quote(description),
    );
  for (const [name, figure] of Object.entries(figures))
    result = replace(result, new RegExp(`(<!-- ${name} -->).*?(<!-- -->)`, "g"), figure);
  return result;
}

function replace(text, pattern, value) {
  if (!new RegExp(pattern.source).test(text))
    throw new Error(`The README has no place for ${pattern.source}`);
  return text.replace(pattern, (_, before, after) => `${before}${value}${after}`);
}

const escape = (text) => text.replace(/[.]/g, "\\$&");
const quote = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
