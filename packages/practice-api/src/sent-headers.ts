import type { IncomingHttpHeaders } from "node:http";

/** The headers of a request that a run's record keeps; `null` where it had none. Never `authorization` or a cookie. */
export type SentHeaders = readonly [userAgent: string | null, idempotencyKey: string | null];

const longest = 200;
const bytesPerEntry = 100;

/** Gives each combination of headers a number, so that a run of one client keeps them once. */
export class SentHeadersTable {
  private readonly table: SentHeaders[] = [[null, null]];
  private readonly byUserAgent = new Map<string, number>();

  /** All of them, by their number; 0 is none. */
  list(): readonly SentHeaders[] {
    return this.table;
  }

  /**
   * The number of a request's headers.
   *
   * @param room in bytes; where it is too small, the number is 0
   * @returns the number, and what keeping it cost, in bytes
   */
  number(headers: IncomingHttpHeaders, room: number): { readonly number: number; readonly bytes: number } {
    const userAgent = headers["user-agent"];
    const key = headers["idempotency-key"];
    // A key is new with nearly every request: only what all requests share is worth looking up.
    if (key === undefined) {
      if (userAgent === undefined) return nothing;
      const known = this.byUserAgent.get(userAgent);
      if (known !== undefined) return { number: known, bytes: 0 };
    }
    const entry = [copy(userAgent), copy(String(key ?? "") || undefined)] as const;
    const bytes = bytesPerEntry + 2 * (entry[0]?.length ?? 0) + 2 * (entry[1]?.length ?? 0);
    if (bytes > room) return nothing;
    this.table.push(entry);
    if (key === undefined && userAgent !== undefined && userAgent.length <= longest) {
      this.byUserAgent.set(userAgent, this.table.length - 1);
    }
    return { number: this.table.length - 1, bytes };
  }
}

const nothing = { number: 0, bytes: 0 } as const;

/** A plain slice would keep the whole long string alive. */
function copy(value: string | undefined): string | null {
  if (value === undefined) return null;
  return value.length > longest ? `${Buffer.from(value.slice(0, longest)).toString()}…` : value;
}
