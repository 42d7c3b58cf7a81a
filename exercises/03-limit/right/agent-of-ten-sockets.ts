import { Agent, get } from "node:http";
import type { Country } from "async-lab";

function getPage(url: string, agent: Agent): Promise<Country> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve(JSON.parse(text) as Country);
        else reject(new Error(`${url}: ${response.statusCode}`));
      });
    }).on("error", reject);
  });
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  try {
    return await Promise.all(urls.map((url) => getPage(url, agent)));
  } finally {
    agent.destroy();
  }
}
