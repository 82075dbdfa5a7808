import type { ContextRecord } from '../../lib/experiments/context/run.ts';
import type { DepthRecord } from '../../lib/experiments/depth/run.ts';
import type { RichStructureRecord } from '../../lib/experiments/rich-structure/run.ts';
import type { RunRecord } from '../../lib/experiments/run-record.ts';
import type { TwoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import type { XorRecord } from '../../lib/experiments/xor/run.ts';
import type { PlannedJob } from './plan.ts';
import { readRecord } from './store.ts';

interface Records {
  readonly 'two-points': RunRecord<TwoPointsParameters>;
  readonly depth: DepthRecord;
  readonly xor: XorRecord;
  readonly context: ContextRecord;
  readonly 'rich-structure': RichStructureRecord;
  readonly centre: RunRecord<TwoPointsParameters>;
}
export type Part = keyof Records;

/** A planned run that has been made. */
export interface FinishedRun<Name extends Part> {
  readonly job: PlannedJob & { readonly part: Name };
  readonly record: Records[Name];
}

/** The runs of a plan that are on disk. */
export class Finished {
  readonly #runs: readonly { job: PlannedJob; record: unknown }[];

  constructor(runs: readonly { job: PlannedJob; record: unknown }[]) {
    this.#runs = runs;
  }

  static async read(jobs: readonly PlannedJob[]): Promise<Finished> {
    const runs = [];
    for (const job of jobs) {
      const record = await readRecord(job.id);
      if (record !== null) runs.push({ job, record });
    }
    return new Finished(runs);
  }

  get count(): number {
    return this.#runs.length;
  }

  /** Runs of one part, and of one key of it if given, in the order of their seeds. */
  of<Name extends Part>(part: Name, key?: string): FinishedRun<Name>[] {
    const found = this.#runs.filter(({ job }) => job.part === part && (key === undefined || job.key === key));
    return (found as FinishedRun<Name>[]).sort((a, b) => a.record.parameters.seed - b.record.parameters.seed);
  }
}
