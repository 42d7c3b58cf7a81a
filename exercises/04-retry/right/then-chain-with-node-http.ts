import http from "node:http";

// Errors with a status of their own, and no async function.
function ask(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode: status = 0, headers } = response;
        const text = Buffer.concat(chunks).toString();
        if (status === 200) resolve(JSON.parse(text));
        else reject(Object.assign(new Error(`the page answered ${status}`), { status, headers }));
      });
    });
    request.on("error", reject);
  });
}

interface Answered {
  status?: number;
  headers?: http.IncomingHttpHeaders;
}

function pauseOf({ headers }: Answered, own: number): number {
  const header = headers?.["retry-after"];
  if (!header) return own;
  const asked = Number.isFinite(+header) ? +header * 1000 : +new Date(header) - Date.now();
  return asked > own ? asked : own;
}

export default function fetchWithRetry(url: string, second: number): Promise<unknown> {
  const again = (waits: readonly number[]): Promise<unknown> =>
    ask(url).catch((thrown: unknown) => {
      const error = thrown as Answered;
      const [wait, ...rest] = waits;
      const { status = 503 } = error;
      if (wait === undefined || (status < 500 && status !== 429)) throw error as Error;
      return new Promise((resolve) => setTimeout(resolve, pauseOf(error, wait * second))).then(() =>
        again(rest),
      );
    });
  return again([1, 2, 4, 8]);
}
