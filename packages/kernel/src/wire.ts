/**
 * Jupyter's messages as frames on a socket.
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

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
  /** The header as it came, but for half an emoji: what answers it carries the very same. */
  readonly headerText: string;
  readonly content: Content;
  readonly metadata?: Content | undefined;
}

/** The version of the protocol that this kernel speaks. */
export const protocolVersion = "5.3";

/** In bytes; it goes back with everything that answers it. */
const maxHeaderBytes = 64 * 1024;

const delimiter = Buffer.from("<IDS|MSG>");

/** A message that cannot be understood or was signed with another key. */
export class WireError extends Error {
  override readonly name = "WireError";
}

/** A message that was checked and is not read yet, as it goes from thread to thread. */
export interface Envelope {
  readonly identities: readonly Uint8Array[];
  readonly headerText: string;
  readonly type: string;
  readonly content: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Reads and writes messages, signed with the connection's key. */
export class Wire {
  readonly #key: string;
  readonly #session = randomUUID();

  /** @param key the connection file's key; empty for no signatures */
  constructor(key: string) {
    this.#key = key;
  }

  /** @throws {WireError} on a message that is not whole or wrongly signed, or whose header is none */
  open(frames: readonly Buffer[]): Envelope {
    const start = frames.findIndex((frame) => frame.equals(delimiter));
    const signature = frames[start + 1];
    const parts = frames.slice(start + 2, start + 6);
    const [header, , metadata, content] = parts;
    if (start < 0 || !signature || !header || !metadata || !content)
      throw new WireError("the message is not whole");
    const expected = Buffer.from(this.#sign(parts));
    if (this.#key && (expected.length !== signature.length || !timingSafeEqual(expected, signature))) {
      throw new WireError("the message is signed with another key");
    }
    if (header.length > maxHeaderBytes) throw new WireError("the message's header is too long");
    const headerText = toWellFormedJson(decodeText(header));
    const { msg_type: type } = readHeader(headerText);
    return { identities: frames.slice(0, start), headerText, type, content, metadata };
  }

  /**
   * Makes the frames of a message that answers or belongs to another one.
   *
   * @param content JSON
   * @param parent the other one's header as it came
   */
  encode(
    type: string,
    content: Uint8Array,
    parent = "{}",
    identities: readonly Uint8Array[] = [],
  ): Uint8Array[] {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.#session,
      username: "kernel",
      date: new Date().toISOString(),
      version: protocolVersion,
    };
    const parts = [JSON.stringify(header), parent, "{}"].map((part) => Buffer.from(part));
    const all = [...parts, content];
    return [...identities, delimiter, Buffer.from(this.#sign(all)), ...all];
  }

  #sign(parts: readonly Uint8Array[]): string {
    if (!this.#key) return "";
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }
}

/** @throws {WireError} where the content is no JSON object */
export function readMessage({ identities, headerText, content, metadata }: Envelope): Message {
  return {
    identities: identities.map((identity) => Buffer.from(identity)),
    header: readHeader(headerText),
    headerText,
    content: parsePart(decodeText(content)),
    metadata: readMetadata(metadata),
  };
}

/** Clients put in there what they like; a message counts without it. */
function readMetadata(metadata: Uint8Array): Record<string, unknown> | undefined {
  try {
    return parsePart(decodeText(metadata));
  } catch {
    return undefined;
  }
}

function readHeader(text: string): Header {
  const header = parsePart(text);
  if (typeof header["msg_type"] !== "string" || typeof header["msg_id"] !== "string")
    throw new WireError("the message's header has no msg_type or no msg_id");
  // It goes back to every client: what is nested deep would break their readers.
  if (Object.values(header).some((value) => typeof value === "object" && value !== null))
    throw new WireError("the message's header is nested");
  return header as unknown as Header;
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new WireError("a part of the message is not UTF-8", { cause });
  }
}

function parsePart(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (cause) {
    throw new WireError("a part of the message is not JSON", { cause });
  }
  throw new WireError("a part of the message is not a JSON object");
}

/** An escape of a JSON text, or a whole pair of surrogates; the first group is half a pair. */
const escapes = /\\(?:ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|(ud[89a-f][\da-f]{2})|[^])/gi;

/**
 * Puts U+FFFD in the place of halves of an emoji, such as `"🇦🇷"[0]`: Python reads such a message, but the notebook
 * cannot be saved any more. In keys too.
 *
 * @param json of `JSON.stringify`, which escapes halves alone, or of a client that escapes whole pairs, too
 */
export function toWellFormedJson(json: string): string {
  return json.includes("\\ud") || json.includes("\\uD")
    ? json.replace(escapes, (escape, half?: string) => (half === undefined ? escape : "\uFFFD"))
    : json;
}
