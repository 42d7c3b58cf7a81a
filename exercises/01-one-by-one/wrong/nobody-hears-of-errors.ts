import type { Country } from "async-lab";

// A page that fails calls nobody back.
export const rule = "stuck-after-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default function fetchOneByOne(urls: string[]): Promise<Country[]> {
  return new Promise((resolve) => {
    const pages: Country[] = [];
    const next = () => {
      const url = urls[pages.length];
      if (url === undefined) resolve(pages);
      else
        void getPage(url).then((page) => {
          pages.push(page);
          next();
        });
    };
    next();
  });
}
