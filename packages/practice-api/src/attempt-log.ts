const chunkLength = 512;

interface Chunk {
  readonly url: Int32Array;
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
  readonly status: Int16Array;
  readonly headers: Int32Array;
}

/** Memory per attempt, in bytes. */
export const bytesPerAttempt = 4 + 8 + 8 + 2 + 4;

/** The attempts of a run in the order they came, in typed arrays: 26 bytes each, and nothing to collect as it grows. */
export class AttemptLog {
  length = 0;
  private readonly chunks: Chunk[] = [];

  /** Writes down an attempt at the URL with this number, with the headers with that one; returns the attempt's own. */
  start(url: number, startMs: number, headers: number): number {
    const index = this.length;
    const at = index % chunkLength;
    if (at === 0) this.chunks.push(makeChunk());
    const chunk = this.chunkOf(index);
    chunk.url[at] = url;
    chunk.startMs[at] = startMs;
    chunk.endMs[at] = NaN;
    chunk.headers[at] = headers;
    this.length += 1;
    return index;
  }

  /** Writes down an attempt's end; status 0 says that there was no answer. */
  end(index: number, endMs: number, status: number): void {
    const chunk = this.chunkOf(index);
    chunk.endMs[index % chunkLength] = endMs;
    chunk.status[index % chunkLength] = status;
  }

  /** All of them, flat: `[url, start, end, status]` after each other, with null for the end of one in flight. */
  flatten(): (number | null)[] {
    const flat: (number | null)[] = [];
    for (let index = 0; index < this.length; index += 1) {
      const { url, startMs, endMs, status } = this.chunkOf(index);
      const at = index % chunkLength;
      const end = endMs[at] ?? NaN;
      flat.push(url[at] ?? 0, startMs[at] ?? NaN, Number.isNaN(end) ? null : end, status[at] ?? 0);
    }
    return flat;
  }

  /** The number of each one's headers. */
  listHeaders(): number[] {
    return Array.from(
      { length: this.length },
      (_, index) => this.chunkOf(index).headers[index % chunkLength] ?? 0,
    );
  }

  private chunkOf(index: number): Chunk {
    const chunk = this.chunks[Math.floor(index / chunkLength)];
    if (!chunk) throw new RangeError(`no attempt ${index} among ${this.length}`);
    return chunk;
  }
}

function makeChunk(): Chunk {
  return {
    url: new Int32Array(chunkLength),
    startMs: new Float64Array(chunkLength),
    endMs: new Float64Array(chunkLength),
    status: new Int16Array(chunkLength),
    headers: new Int32Array(chunkLength),
  };
}
