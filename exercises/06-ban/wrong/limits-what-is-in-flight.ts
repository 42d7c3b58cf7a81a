import got from "got";
import pLimit from "p-limit";

export const rule = "banned";

async function getNumber(url: string): Promise<number> {
  const { page } = await got(url, { retry: { limit: 0 } }).json<{ page: number }>();
  return page;
}

export default async function fetchPolitely(urls: string[], limit: number): Promise<number[]> {
  const inTurn = pLimit(limit);
  return await Promise.all(urls.map((url) => inTurn(() => getNumber(url))));
}
