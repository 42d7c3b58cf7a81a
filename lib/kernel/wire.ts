/**
 * Jupyter's messages as frames on a socket.
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { toWellFormedJson } from "./well-formed.js";

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

export type Content = Readonly<Record<string, unknown>>;

export interface Message {
  /** Where a reply must go: the routing frames before the delimiter. */
  readonly identities: readonly Buffer[];
  readonly header: Header;
  readonly parentHeader: Header | Record<string, never>;
  readonly metadata: Content;
  readonly content: Content;
}

/** The version of the protocol that this kernel speaks. */
export const protocolVersion = "5.3";

const delimiter = Buffer.from("<IDS|MSG>");

/** A message that cannot be understood or was signed with another key. */
export class WireError extends Error {
  override readonly name = "WireError";
}

/** Reads and writes messages, signed with the connection's key. */
export class Wire {
  readonly #key: string;
  readonly #session = randomUUID();

  /** @param key the connection file's key; empty for no signatures */
  constructor(key: string) {
    this.#key = key;
  }

  /** @throws {WireError} on a message that is not whole, not JSON or wrongly signed */
  decode(frames: readonly Buffer[]): Message {
    const start = frames.findIndex((frame) => frame.equals(delimiter));
    const signature = frames[start + 1];
    const parts = frames.slice(start + 2, start + 6);
    if (start < 0 || !signature || parts.length < 4) throw new WireError("the message is not whole");
    const expected = Buffer.from(this.#sign(parts));
    if (this.#key && (expected.length !== signature.length || !timingSafeEqual(expected, signature))) {
      throw new WireError("the message is signed with another key");
    }
    const [header, parentHeader, metadata, content] = parts.map(parsePart);
    if (typeof header?.["msg_type"] !== "string" || typeof header["msg_id"] !== "string") {
      throw new WireError("the message's header has no msg_type or no msg_id");
    }
    return {
      identities: frames.slice(0, start),
      header: header as unknown as Header,
      parentHeader: parentHeader as unknown as Header,
      metadata: metadata ?? {},
      content: content ?? {},
    };
  }

  /** Makes the frames of a message that answers or belongs to `parent`. */
  encode(type: string, content: Content, parent?: Message, identities: readonly Buffer[] = []): Buffer[] {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.#session,
      username: parent?.header.username ?? "kernel",
      date: new Date().toISOString(),
      version: protocolVersion,
    };
    const parts = [header, parent?.header ?? {}, {}, content].map((part) =>
      Buffer.from(toWellFormedJson(JSON.stringify(part))),
    );
    return [...identities, delimiter, Buffer.from(this.#sign(parts)), ...parts];
  }

  #sign(parts: readonly Buffer[]): string {
    if (!this.#key) return "";
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }
}

function parsePart(part: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(part.toString());
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (cause) {
    throw new WireError("a part of the message is not JSON", { cause });
  }
  throw new WireError("a part of the message is not a JSON object");
}
