import type { EngineId, Observations } from '../training/trainer.ts';

/**
 * How a run ended: `converged` when its last loss is at most the experiment's threshold, `diverged` when a number stopped
 * being finite (then nothing after that step is recorded), `unfinished` otherwise.
 */
export const runStatuses = ['converged', 'unfinished', 'diverged'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** The curves of a run; all arrays have the same length and hold finite float32 values. */
export interface RunSeries {
  readonly step: readonly number[];
  readonly h: readonly number[];
  readonly y: readonly number[];
  readonly w: readonly number[];
  readonly loss: readonly number[];
}

/** The names of the observed curves, in their order everywhere. */
export const curveNames = ['h', 'y', 'w', 'loss'] as const;
export type CurveName = (typeof curveNames)[number];

/** What is seen of a run of most experiments: curves over the steps. */
export interface SeriesData {
  readonly series: RunSeries;
}

/** What every record says of its run: what was asked for, what ran it, how it ended. */
export interface RunHead<Parameters> {
  /** See `runId`. */
  readonly id: string;
  readonly experiment: string;
  readonly parameters: Parameters;
  readonly engine: { readonly id: EngineId; readonly version: string };
  /** Scheme, generator and version of the initial weights. */
  readonly initialisation: string;
  readonly status: RunStatus;
  /** First observed step at which a number was not finite, or null. */
  readonly divergedAt: number | null;
}

/** One run of an experiment: its head, and `Data`, what was seen. Plain JSON data. */
export type RunRecord<Parameters, Data extends object = SeriesData> = RunHead<Parameters> & Data;

/**
 * Observations as a record keeps them: rounded to float32 (the precision that the networks train in, so that every format
 * can carry the same values), cut before the first entry that is not finite.
 * @returns the series, and the step of the first entry that was not finite, or null.
 */
export function recordSeries(observations: Observations): { series: RunSeries; divergedAt: number | null } {
  const { step } = observations;
  let length = step.length;
  for (let n = 0; n < length; n++) {
    if (!curveNames.every((name) => Number.isFinite(Math.fround(observations[name][n]!)))) length = n;
  }
  const keep = (values: Float64Array) => Array.from(values.subarray(0, length), Math.fround);
  return {
    series: {
      step: Array.from(step.subarray(0, length)),
      h: keep(observations.h),
      y: keep(observations.y),
      w: keep(observations.w),
      loss: keep(observations.loss),
    },
    divergedAt: length < step.length ? step[length]! : null,
  };
}
