import { RunRecord } from "./run-record.js";

const maxRuns = 200;
/** Of all runs together. */
const maxAttempts = 200_000;
const rememberedDrops = 10_000;

/** The records of all runs; where they are too many or too large, the least recently used are dropped. */
export class RunRecords {
  /** In order of last use: a Map iterates in order of insertion. */
  private readonly records = new Map<string, RunRecord>();
  private readonly dropped = new Set<string>();
  private requestsSinceTrim = 0;

  /**
   * @param onlyExpected keeps records of announced runs alone, and drops none: a client that makes up thousands of run
   * ids must not push out the record that is graded
   */
  constructor(
    private readonly limits = { runs: maxRuns, attempts: maxAttempts },
    readonly onlyExpected = false,
  ) {}

  /** Announces a run: from now on it has a record. */
  expect(run: string): void {
    if (!this.records.has(run)) this.records.set(run, new RunRecord());
  }

  /**
   * The record to write a request of `run` into; `undefined` if it was dropped, since half a record would mislead, or if
   * the run was to be announced and was not.
   */
  open(run: string): RunRecord | undefined {
    if (this.onlyExpected) return this.records.get(run);
    if (++this.requestsSinceTrim >= 1000) this.trim();
    if (this.dropped.has(run)) return undefined;
    const known = this.records.get(run);
    const record = known ?? new RunRecord();
    if (known) this.records.delete(run);
    this.records.set(run, record);
    if (!known) this.trim();
    return record;
  }

  /** The record of `run`: empty before its first request, `"dropped"` after it had to make room. */
  find(run: string): RunRecord | "dropped" {
    if (this.dropped.has(run)) return "dropped";
    return this.records.get(run) ?? new RunRecord();
  }

  private trim(): void {
    this.requestsSinceTrim = 0;
    let attempts = 0;
    for (const record of this.records.values()) attempts += record.listed;
    for (const [run, record] of this.records) {
      const fits = this.records.size <= this.limits.runs && attempts <= this.limits.attempts;
      if (fits || this.records.size === 1) break;
      attempts -= record.listed;
      this.records.delete(run);
      this.dropped.add(run);
    }
    for (const run of this.dropped) {
      if (this.dropped.size <= rememberedDrops) break;
      this.dropped.delete(run);
    }
  }
}
