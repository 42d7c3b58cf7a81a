import { parseArgs } from "node:util";
import { PracticeApiError } from "./errors.js";

/** Exit code of a server that finds another one running: "try again later", as sendmail has it. */
export const alreadyRunning = 75;

/** What a server tells the process that started it: it answers, or why it does not. */
export interface StartMessage {
  readonly problem?: string;
}

export interface ServeOptions {
  readonly port: number;
  readonly http2Port: number;
  /** Where clients find the server, and its lock and log are kept; without one, it is on its own. */
  readonly stateFolder: string | undefined;
  /** End when the last client is gone. */
  readonly untilUnused: boolean;
  readonly help: boolean;
}

/** What the command line does not say. */
export interface ServeDefaults {
  /** How the program is called, for `--help`. */
  readonly command: string;
  readonly stateFolder?: string;
}

/** What `--help` prints. */
export const usage = ({ command, stateFolder }: ServeDefaults): string => `Usage: ${command} [options]

Serves the practice API on this machine until Ctrl-C.

Options:
  --port <n>        port for HTTP/1.1 (default: a free one)
  --http2-port <n>  port for HTTP/2 with TLS (default: a free one)
  --state <folder>  where clients find the server, and one at most runs (default: ${stateFolder ?? "none"})
  --help            show this text`;

/**
 * Reads the command line.
 *
 * @param stateFolder where `--state` is not given
 *
 * @throws PracticeApiError that names a wrong option
 */
export function readServeOptions(args: readonly string[], stateFolder?: string): ServeOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: "0" },
        "http2-port": { type: "string", default: "0" },
        state: { type: "string" },
        "until-unused": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const folder = values.state ?? stateFolder;
    if (values["until-unused"] && folder === undefined) {
      throw new PracticeApiError(
        "--until-unused needs --state: without a folder, no client finds the server",
      );
    }
    return {
      port: readPort("--port", values.port),
      http2Port: readPort("--http2-port", values["http2-port"]),
      stateFolder: folder,
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
