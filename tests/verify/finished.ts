import type { ContextRecord } from '../../lib/experiments/context/run.ts';
import type { DepthRecord } from '../../lib/experiments/depth/run.ts';
import type { MnistRecord } from '../../lib/experiments/mnist/run.ts';
import type { RichStructureRecord } from '../../lib/experiments/rich-structure/run.ts';
import type { RunRecord } from '../../lib/experiments/run-record.ts';
import type { TwoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import type { XorRecord } from '../../lib/experiments/xor/run.ts';
import type { JobRecord } from '../../lib/sweeps/job.ts';
import type { OutcomeStore } from '../../lib/sweeps/store.ts';
import type { PlannedRun } from './plan.ts';
import { isTwin } from './twin.ts';

interface Records {
  readonly 'two-points': RunRecord<TwoPointsParameters>;
  readonly depth: DepthRecord;
  readonly xor: XorRecord;
  readonly context: ContextRecord;
  readonly mnist: MnistRecord;
  readonly 'rich-structure': RichStructureRecord;
  readonly centre: RunRecord<TwoPointsParameters>;
}
export type Part = keyof Records;
export type RecordOf<Name extends Part> = Records[Name];

/** A planned run that has been made. */
interface FinishedRun {
  readonly run: PlannedRun;
  readonly record: JobRecord;
}

/** The runs of a plan that have a record. */
export class Finished {
  readonly #runs: readonly FinishedRun[];

  constructor(runs: readonly FinishedRun[]) {
    this.#runs = runs;
  }

  static async read(plan: readonly PlannedRun[], store: Pick<OutcomeStore, 'read'>): Promise<Finished> {
    const runs = [];
    for (const run of plan) {
      const stored = await store.read(run.job);
      if (stored.kind === 'finished') runs.push({ run, record: stored.record });
    }
    return new Finished(runs);
  }

  get count(): number {
    return this.#runs.length;
  }

  /** Records of one part, and of one key of it if given, in the order of their seeds. */
  of<Name extends Part>(part: Name, key?: string): RecordOf<Name>[] {
    return this.#find(part, key, false);
  }

  /** Records of the twins of a run of the reference, the one from its very start first. */
  twins<Name extends Part>(part: Name, key: string, seed: number): RecordOf<Name>[] {
    return this.#find(part, key, true).filter(({ parameters }) => parameters.seed === seed);
  }

  /** Records of the grids of a setting, by their number. `twins`: the grid from the reference's starts. */
  grids(key: string, twins: boolean): Map<number, RichStructureRecord[]> {
    const found = this.#runs.filter(
      ({ run }) => run.part === 'rich-structure' && run.key === key && isTwin(run.job) === twins,
    );
    const grouped = Map.groupBy(found, ({ run }) => run.grid!);
    return new Map([...grouped].map(([grid, runs]) => [grid, runs.map(({ record }) => record as RichStructureRecord)]));
  }

  #find<Name extends Part>(part: Name, key: string | undefined, twins: boolean): RecordOf<Name>[] {
    const found = this.#runs.filter(
      ({ run }) => run.part === part && (key === undefined || run.key === key) && isTwin(run.job) === twins,
    );
    const rounding = ({ run: { job } }: FinishedRun) => (isTwin(job) ? job.rounding : 0);
    return found
      .sort((a, b) => seedOf(a) - seedOf(b) || rounding(a) - rounding(b))
      .map(({ record }) => record as unknown as RecordOf<Name>);
  }
}

const seedOf = ({ record }: FinishedRun) => Number(record.parameters.seed);
