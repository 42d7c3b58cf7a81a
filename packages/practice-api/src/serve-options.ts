import { parseArgs } from "node:util";
import { PracticeApiError } from "./practice-api-error.js";

/** Exit code of a server that finds another one running: "try again later", as sendmail has it. */
export const alreadyRunning = 75;

/** What a server tells the process that started it: it answers, or why it does not. */
export interface StartMessage {
  readonly problem?: string;
}

export interface ServeOptions {
  readonly port: number;
  readonly http2Port: number;
  /** End when the last client is gone. */
  readonly untilUnused: boolean;
  readonly help: boolean;
}

export const usage = `Usage: npm run api -- [options]

Serves the practice API of the course on this machine until Ctrl-C.

Options:
  --port <n>        port for HTTP/1.1 (default: a free one)
  --http2-port <n>  port for HTTP/2 with TLS (default: a free one)
  --help            show this text`;

/**
 * Reads the command line.
 *
 * @throws PracticeApiError that names a wrong option
 */
export function readServeOptions(args: readonly string[]): ServeOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: "0" },
        "http2-port": { type: "string", default: "0" },
        "until-unused": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return {
      port: readPort("--port", values.port),
      http2Port: readPort("--http2-port", values["http2-port"]),
      untilUnused: values["until-unused"],
      help: values.help,
    };
  } catch (cause) {
    if (cause instanceof PracticeApiError) throw cause;
    const [why] = (cause as Error).message.split(". ");
    throw new PracticeApiError(`${why}: --help lists the options`, { cause });
  }
}

/**
 * How long a server of notebooks stays without a client, in ms: 2 s, long enough for a kernel's restart. Tests, which
 * restart nothing, set ASYNC_LAB_GRACE_MS.
 */
export function readGraceMs(): number {
  const asked = Number(process.env["ASYNC_LAB_GRACE_MS"] || NaN);
  return asked >= 0 ? asked : 2000;
}

function readPort(option: string, value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new PracticeApiError(
    `${option} must be a whole number from 0 to 65535, not ${JSON.stringify(value)}`,
  );
}
