import pLimit from "p-limit";
import { Agent, request, RetryAgent } from "undici";
import type { Country } from "async-lab";

// The client tries again by itself where a connection breaks, and holds its slot meanwhile.
const dispatcher = new RetryAgent(new Agent());
const limit = pLimit(10);

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const getPage = async (url: string) => {
    const { body } = await request(url, { dispatcher });
    return (await body.json()) as Country;
  };
  return Promise.all(urls.map((url) => limit(getPage, url)));
}
