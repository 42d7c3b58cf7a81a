import { Agent, request } from "undici";
import type { Country } from "async-lab";

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const agent = new Agent();
  try {
    return await gather(urls, agent);
  } finally {
    await agent.destroy();
  }
}

async function gather([first, ...others]: string[], dispatcher: Agent): Promise<Country[]> {
  if (first === undefined) return [];
  const page = request(first, { dispatcher }).then(async ({ body }) => (await body.json()) as Country);
  const [one, rest] = await Promise.all([page, gather(others, dispatcher)]);
  return [one, ...rest];
}
