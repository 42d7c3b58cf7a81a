export const rule = "no-requests";

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function fetchPolitely(urls: string[]): Promise<number[]> {
  return urls.map((url) => Number(new URL(url).searchParams.get("page")));
}
