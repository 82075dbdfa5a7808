import type { z } from 'zod';
import type { Engine, Workload } from '../training/trainer.ts';
import type { RunRecord, SeriesData } from './run-record.ts';

/** A run under way. */
export interface RunProgress<Parameters, Data extends object = SeriesData> {
  /** The run so far; its status is `unfinished` until it has ended. */
  readonly record: RunRecord<Parameters, Data>;
  /** Updates made, and updates asked for. */
  readonly step: number;
  readonly steps: number;
  /** Updates per second of training time, over the whole run so far. */
  readonly stepsPerSecond: number;
}

/** Gives a file of a host by its name, whole; rejects if the host does not have it. */
export type FileSource = (name: string) => Promise<Uint8Array>;

export interface RunOptions<Parameters, Data extends object = SeriesData> {
  readonly engine: Engine;
  /** Stops the run: `run` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Awaited before every stretch of training, of a quarter of a second at most: a host resolves it when the run may go on. What
   * it takes is not counted as training. If it rejects, so does `run`.
   */
  readonly turn?: () => Promise<void>;
  /** Where the experiment's data files are; those that compute their data (all but `mnist`) do not ask. */
  readonly files?: FileSource;
  /** Called a few times a second, and once at the end. */
  readonly onProgress?: (progress: RunProgress<Parameters, Data>) => void;
}

/**
 * An experiment, defined once: the article's worker, the sweeps, the edge and the tests all call this.
 * `Parameters` is complete (defaults filled in) and JSON; `Comparison` is what the theory says of a run, `Outcome` the
 * numbers of both in a table, `Data` what a record holds besides its head, and `Known` what a comparison may be told.
 */
export interface Experiment<Parameters, Comparison, Outcome, Data extends object = SeriesData, Known = Outcome> {
  readonly id: string;
  readonly title: string;
  /** What is trained and what is observed, in a sentence or two. */
  readonly description: string;
  /** Accepts partial input, fills in defaults, refuses unknown or impossible values. */
  readonly parameters: z.ZodType<Parameters>;
  /** Every single parameter with its range, default and meaning; for queries and documents. */
  readonly shape: z.ZodRawShape;
  run(parameters: Parameters, options: RunOptions<Parameters, Data>): Promise<RunRecord<Parameters, Data>>;
  /** The id of the run of these parameters on an engine, known before it runs. */
  runId(parameters: Parameters, engine: Pick<Engine, 'id' | 'version'>): string;
  /**
   * Pure: sets the theory beside a record. A run that the theory cannot be fitted to says why; nothing is thrown.
   * `known` is what the record cannot say or need not say again. For two-points it is the run's row in a release: its fit
   * is then taken as it is, so that every host shows the released numbers. For experiments that use the rates of other
   * runs (`xor`, `rich-structure`) it is those rates.
   */
  compare(record: RunRecord<Parameters, Data>, known?: Known): Comparison;
  /** The numbers of a run and its comparison that a table of runs shows, one per column. */
  summarise(record: RunRecord<Parameters, Data>, comparison: Comparison): Outcome;
  /** Meaning, unit and range of each column of `Outcome`. */
  readonly outcomeShape: z.ZodRawShape;
  /** What an engine must be able to run for these parameters: see `Engine.supports`. */
  workload(parameters: Parameters): Workload;
  /** Floating-point operations of a run, roughly: to estimate time and to refuse what a host cannot do. */
  cost(parameters: Parameters): number;
}
