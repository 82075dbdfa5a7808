import type { AnyExperimentId } from '../../lib/experiments/index.ts';
import type { LiveRun } from '../../lib/figures/figure.ts';
import type { ComparedRun } from '../../lib/figures/source.ts';
import type { Measurement } from '../../lib/training/chooser.ts';
import type { Rejection } from '../../lib/training/ladder.ts';
import type { Recovery } from '../../lib/training/resilient.ts';
import type { EngineId } from '../../lib/training/trainer.ts';

/** What a page names its workers: the GPU is for the first, of whose contexts browsers allow few, and the others leave it alone. */
export const workerNames = { first: 'training', other: 'training-more' } as const;

/** The reader's choice of engine; `auto` takes the fastest of those that can run the experiment and pass the self-test. */
export type EngineChoice = 'auto' | EngineId;

/** What a figure asks of a training worker of the page. A new run of a client stops the one that it has under way. */
export type Request = {
  /** Who asks: several figures may share a worker, and with it its engines. */
  readonly client: number;
} & (
  | ({
      readonly kind: 'run';
      /** Comes back with every answer to this request. */
      readonly token: number;
      readonly engine: EngineChoice;
    } & LiveRun)
  /** `hold` lets the client's runs wait until `release`. */
  | { readonly kind: 'stop' | 'hold' | 'release' }
);

/** What runs, and why that. */
export interface EngineReport {
  readonly id: EngineId;
  /** Engines that were preferred and could not, and why. */
  readonly rejected: readonly Rejection[];
  /** Engines that were measured against each other for this kind of run; none if there was nothing to choose. */
  readonly measured: readonly Measurement[];
  /** Engines that this run has lost so far. */
  readonly recoveries: readonly Recovery[];
}

/** What the worker answers: any number of `progress`, then one of the others. */
export type Answer<Id extends AnyExperimentId = AnyExperimentId> = {
  readonly client: number;
  readonly token: number;
} & (
  | {
      readonly kind: 'progress' | 'done';
      /** The run so far, or all of it, with the theory beside it. */
      readonly run: ComparedRun<Id>;
      readonly step: number;
      readonly steps: number;
      readonly stepsPerSecond: number;
      /** Milliseconds of setting the theory beside it; 0 while that has not been done. */
      readonly fitTime: number;
      readonly engine: EngineReport;
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string }
);
