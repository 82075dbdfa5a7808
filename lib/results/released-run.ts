import { experimentOf, type AnyOutcome, type AnyRecord } from '../experiments/any.ts';
import type { experiments, ExperimentId } from '../experiments/index.ts';
import type { KnownRates } from '../experiments/known-rates.ts';
import { keptSteps } from './kept-steps.ts';
import { contextPacking } from './packing/context.ts';
import { depthPacking, knownLayers } from './packing/depth.ts';
import { mnistPacking, type MnistInRow } from './packing/mnist.ts';
import type { Packing } from './packing/packing.ts';
import { seriesPacking } from './packing/series.ts';
import { xorPacking } from './packing/xor.ts';
import { runRow, type RunRow } from './run-row.ts';
import type { RunTables } from './tables.ts';

/** One run as a release holds it. */
export interface ReleasedRun {
  readonly row: RunRow;
  readonly tables: RunTables;
}

/** The record of a run of an experiment, and what the theory says of it. */
export type RecordOf<Id extends ExperimentId> = Awaited<ReturnType<(typeof experiments)[Id]['run']>>;
export type ComparisonOf<Id extends ExperimentId> = ReturnType<(typeof experiments)[Id]['compare']>;

/** What packs the runs of any experiment, seen from where their types were checked by their own. */
type AnyPacking = Packing<unknown, object, unknown>;

const packings = {
  'two-points': seriesPacking,
  depth: depthPacking,
  'rich-structure': seriesPacking,
  xor: xorPacking,
  context: contextPacking,
  mnist: mnistPacking,
} as unknown as Readonly<Record<ExperimentId, AnyPacking>>;

export interface ReleaseOptions {
  readonly sweep: string;
  readonly group: string;
  /** What the comparison is told of other runs; see `Experiment.compare`. */
  readonly known?: unknown;
  /** Most steps to keep of what was seen; see `keptSteps`. */
  readonly keep?: number | undefined;
  /** Numbers of further analyses. */
  readonly also?: AnyOutcome;
}

/**
 * A run as a release holds it: the same comparison and summary that every other host makes, and what was seen at the steps
 * that are kept.
 * @throws ZodError if a number of the run does not fit its column, as one that is not finite.
 */
export function releaseRun(record: AnyRecord, { known, keep, also, ...where }: ReleaseOptions): ReleasedRun {
  const id = record.experiment as ExperimentId;
  const experiment = experimentOf(id);
  const comparison = experiment.compare(record, known);
  const outcome = { ...also, ...experiment.summarise(record, comparison) };
  const { series } = record as unknown as { readonly series: { readonly step: readonly number[] } };
  const tables = packings[id].pack(record, comparison, keptSteps(series.step.length, keep));
  return { row: runRow(record, outcome, where), tables };
}

/** The rates of other runs that a released comparison was made with, if it was. */
export function ratesIn({ knownEtaH: etaH, knownEtaY: etaY, knownRuns: runs }: RunRow): KnownRates | undefined {
  return etaH === null || etaY === null ? undefined : { etaH, etaY, runs };
}

/** What a comparison is told of a run that a release holds, so that every host shows the released numbers. */
function knownOf({ row, tables }: ReleasedRun): unknown {
  switch (row.experiment as ExperimentId) {
    case 'two-points':
    case 'mnist':
      return row;
    case 'depth':
      return knownLayers(tables);
    case 'rich-structure':
    case 'xor':
      return ratesIn(row);
    case 'context':
      return undefined;
  }
}

/**
 * The record of a released run with the released comparison beside it: as the experiment first gave it, but for the steps
 * that the release did not keep.
 * @param experiment the experiment that the run is expected to be of.
 * @throws RangeError if it is of another.
 */
export function restoreRun<Id extends ExperimentId>(
  run: ReleasedRun,
  experiment: Id,
): { readonly record: RecordOf<Id>; readonly comparison: ComparisonOf<Id> } {
  const { row, tables } = run;
  if (row.experiment !== experiment)
    throw new RangeError(`Run ${row.id} is of ${row.experiment}, not of ${experiment}.`);
  const definition = experimentOf(experiment);
  const given = Object.fromEntries(Object.keys(definition.shape).map((name) => [name, row[name as keyof RunRow]]));
  const parameters = definition.parameters.parse(given);
  const record = {
    id: row.id,
    experiment: row.experiment,
    parameters,
    engine: { id: row.engine, version: row.engineVersion },
    initialisation: row.initialisation,
    status: row.status,
    divergedAt: row.divergedAt,
    ...packings[experiment].unpack(tables, parameters),
    ...(row.experiment === 'mnist' && inRow(row)),
  };
  const comparison = definition.compare(record, knownOf(run));
  return { record, comparison } as { record: RecordOf<Id>; comparison: ComparisonOf<Id> };
}

function inRow({ dx2, dy2, accuracy }: RunRow): MnistInRow {
  if (dx2 === null || dy2 === null || accuracy === null) throw new Error('A run on digits lacks its pair.');
  return { pair: { dx2, dy2 }, accuracy };
}
