/** The two servers of one submission, both on the grader's side: one that it is graded by, and one that its own cells use. */
import { chownSync, constants, copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { VirtualTime } from "virtual-time";
import { concludeCall, homeworkLimits, type Concluded } from "async-lab/checks";
import { hostServer, type HostedServer } from "@async-lab/practice-api/host";
import type { HomeworkPart, HomeworkRun } from "@async-lab/practice-api";
import { stateFolderOf, type Sandbox } from "./kernel-command.js";
import { portsOf } from "./proc.js";

/** The servers, and what they know. Their clock is the one that is on: it is the clock that counts. */
export class GradingServers implements AsyncDisposable {
  private constructor(
    private readonly grading: HostedServer,
    private readonly play: HostedServer,
    private readonly uid: number | undefined,
  ) {}

  /**
   * Starts both. The grading one has no control port: only this process directs it.
   *
   * @param stateFolder where the other one writes its port; not in the submission's folder
   * @param uid the submission's own user
   */
  static async start(seed: number, stateFolder: string, uid: number | undefined): Promise<GradingServers> {
    const grading = await hostServer({ seed, onlyHomework: true, plain: true });
    try {
      return new GradingServers(grading, await hostServer({ stateFolder }), uid);
    } catch (error) {
      await grading[Symbol.asyncDispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.grading[Symbol.asyncDispose](), this.play[Symbol.asyncDispose]()]);
  }

  /** Tells a kernel where the server is that it plays with, in its new folder and before the first cell runs. */
  writePortFile({ folder, uid }: Sandbox): void {
    const { stateFile } = this.play;
    if (stateFile === undefined) return;
    const copy = join(stateFolderOf(folder), basename(stateFile));
    copyFileSync(stateFile, copy, constants.COPYFILE_EXCL);
    if (uid !== undefined) chownSync(copy, uid, uid);
  }

  open(part: HomeworkPart): HomeworkRun {
    return this.grading.openHomework(part, { delay: homeworkLimits.delayS });
  }

  /** What was seen of a run; to be asked at the moment when the call has ended. */
  async conclude(run: HomeworkRun, time: VirtualTime): Promise<Concluded> {
    return await concludeCall(
      run,
      { ...this.grading, countConnections: () => this.countConnections() },
      time,
    );
  }

  /** Counts what has come to a run since it was concluded; it is counted, and earns no points. */
  countLate<Seen extends Concluded>(run: HomeworkRun, seen: Seen): Seen {
    const late = this.grading.observed(run.run).requests - seen.observed.requests;
    return { ...seen, left: { ...seen.left, requestsAfter: seen.left.requestsAfter + late } };
  }

  /** Other submissions' connections do not count; without users of their own they cannot be told apart. */
  private countConnections(): number {
    const open = this.grading.peerPorts;
    const own = this.uid === undefined || open.length === 0 ? undefined : portsOf(this.uid);
    return own ? open.filter((port) => own.has(port)).length : open.length;
  }
}
