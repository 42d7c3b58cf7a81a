import { ReadableStream } from "node:stream/web";
import { request } from "undici";
import type { Country } from "async-lab";

export default function asCompleted(urls: string[]): AsyncIterable<Country> {
  return new ReadableStream<Country>({
    async start(controller) {
      await Promise.all(
        urls.map(async (url) => {
          const { body } = await request(url);
          controller.enqueue((await body.json()) as Country);
        }),
      ).then(
        () => controller.close(),
        (error: unknown) => controller.error(error),
      );
    },
  });
}
