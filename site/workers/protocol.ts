import type { ComparedRun } from '../../lib/figures/source.ts';
import type { LiveRun } from '../../lib/figures/figure.ts';
import type { EngineId } from '../../lib/training/trainer.ts';
import type { LiveExperimentId } from './live-experiments.ts';

/** The reader's choice of engine; `auto` takes the first of the ladder that passes its self-test. */
export type EngineChoice = 'auto' | EngineId;

/** What a page asks of the training worker. A new run stops the one under way. */
export type Request =
  | ({
      readonly kind: 'run';
      /** Comes back with every answer to this request. */
      readonly token: number;
      readonly engine: EngineChoice;
    } & LiveRun<LiveExperimentId>)
  | { readonly kind: 'stop' };

/** What runs, and which engines above it on the ladder could not, and why. */
export interface EngineReport {
  readonly id: EngineId;
  readonly rejected: readonly { readonly id: EngineId; readonly reason: string }[];
}

/** What the worker answers: any number of `progress`, then one of the others. */
export type Answer = { readonly token: number } & (
  | {
      readonly kind: 'progress' | 'done';
      /** The run so far, or all of it with the theory beside it. */
      readonly run: ComparedRun<LiveExperimentId>;
      readonly step: number;
      readonly steps: number;
      readonly stepsPerSecond: number;
      /** Milliseconds of fitting the theory; 0 while it has not been fitted. */
      readonly fitTime: number;
      readonly engine: EngineReport;
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string }
);
