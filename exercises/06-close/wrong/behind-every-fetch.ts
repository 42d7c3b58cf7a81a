import { Agent, setGlobalDispatcher } from "undici";
import type { Country } from "async-lab";

export const rule = "global-dispatcher";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const agent = new Agent({ connections: 1 });
  setGlobalDispatcher(agent);
  try {
    return await Promise.all(urls.map(async (url) => (await fetch(url)).json() as Promise<Country>));
  } finally {
    await agent.close();
  }
}
