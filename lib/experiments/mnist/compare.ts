import { finalDistance, fitRates, integrate } from '../../theory/index.ts';
import { pearson } from '../statistics.ts';
import { stored, type StoredFit } from '../two-points/compare.ts';
import type { MnistData, MnistRecord } from './run.ts';

/** Pearson's r of measured squared distances with a predicted matrix; null if one of the two does not vary. */
export interface MatrixCorrelation {
  /** Over all pairs of digits. */
  readonly all: number | null;
  /** Over the pairs of digits of different labels, which is without the blocks on the diagonal. */
  readonly between: number | null;
}

/** How the measured matrix compares with the theory's, and with what was there before training. */
export interface StructureComparison {
  /** With the theory's matrix `P`. */
  readonly theory: MatrixCorrelation;
  /** With its squares, as the paper's picture shows it beside squared distances. */
  readonly theorySquared: MatrixCorrelation;
  /** With the matrix before training: high where learning was lazy. */
  readonly initial: MatrixCorrelation;
}

/** What the theory says of a run on digits. Plain JSON. */
export interface MnistComparison {
  /** Rates fitted to the pair's `h, y, w` over the whole run, or null; `reason` then says why. */
  readonly fit: StoredFit | null;
  /** Why there is no meaningful fit; null if there is one. */
  readonly reason: string | null;
  /** The fitted curves at the observed steps. */
  readonly theory: Readonly<Record<'step' | 'h' | 'y' | 'w', readonly number[]>> | null;
  /** The pair's final h by the closed form. */
  readonly hTheory: number | null;
  /** Null if a representation was not finite. */
  readonly structure: StructureComparison | null;
}

/** The fit of a run that a release has, or why there is none. */
type KnownFit = Pick<MnistComparison, 'fit' | 'reason'>;

/**
 * Fits the theory to the pair and sets its matrix beside the run's. Never throws for a run.
 * @param known the fit of this very run, if a release has it; then nothing is fitted again.
 */
export function compareMnist(record: MnistRecord, known?: KnownFit): MnistComparison {
  return { ...compareDigitPair(record, known), structure: compareStructure([record]) };
}

/** Fits the theory to the pair alone; see `compareMnist`. */
export function compareDigitPair(
  { series, pair, divergedAt }: Pick<MnistRecord, 'series' | 'pair' | 'divergedAt'>,
  known?: KnownFit,
): Omit<MnistComparison, 'structure'> {
  const without = (reason: string) => ({ fit: null, reason, theory: null, hTheory: null });
  if (known?.fit === null) return without(known.reason ?? 'No rates were found.');
  if (divergedAt !== null) return without(`Training diverged: at step ${divergedAt} a number was no longer finite.`);
  if (series.step.length < 5) return without(`Only ${series.step.length} observations so far.`);
  try {
    const fit = known?.fit ?? stored(fitRates({ ...series, t: series.step }, pair, { weights: 'time' }));
    const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
    const { h, y, w } = integrate(initial, fit, pair, series.step);
    const hTheory = finalDistance(initial, fit, pair);
    return {
      fit,
      reason: fit.reason,
      theory: { step: series.step, h: Array.from(h), y: Array.from(y), w: Array.from(w) },
      hTheory: Number.isFinite(hTheory) ? hTheory : null,
    };
  } catch (error) {
    return without(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Sets the theory's matrix beside the mean of the matrices of some runs that differ in their seeds alone, as the paper
 * averages over trials.
 * @returns null if there is no run, or a representation was not finite.
 * @throws RangeError if the runs are not of the same digits.
 */
export function compareStructure(
  records: readonly Pick<MnistData, 'labels' | 'places' | 'initial' | 'final' | 'predicted'>[],
): StructureComparison | null {
  const [head] = records;
  if (head === undefined) return null;
  if (records.some(({ places }) => places.join() !== head.places.join())) {
    throw new RangeError('The runs are of different digits; only runs of the same ones can be averaged.');
  }
  const [initial, final] = [averaged(records.map((run) => run.initial)), averaged(records.map((run) => run.final))];
  if (initial === null || final === null) return null;
  const against = (matrix: readonly number[]) => correlateMatrices(final, matrix, head.labels);
  return {
    theory: against(head.predicted),
    theorySquared: against(head.predicted.map((value) => value ** 2)),
    initial: against(initial),
  };
}

/** How two matrices of distances of the same digits go together. */
export const correlateMatrices = (
  one: readonly number[],
  other: readonly number[],
  labels: readonly number[],
): MatrixCorrelation => ({
  all: correlation(one, other, labels, () => true),
  between: correlation(one, other, labels, (a, b) => a !== b),
});

function averaged(matrices: readonly (readonly number[] | null)[]): number[] | null {
  const [first] = matrices;
  if (!first || matrices.includes(null)) return null;
  return first.map((_, n) => matrices.reduce((sum, matrix) => sum + matrix![n]!, 0) / matrices.length);
}

/** Over the pairs above the diagonal whose labels `take` takes. */
function correlation(
  a: readonly number[],
  b: readonly number[],
  labels: readonly number[],
  take: (one: number, other: number) => boolean,
): number | null {
  const size = labels.length;
  const chosen = a.flatMap((_, n) => {
    const [row, column] = [Math.floor(n / size), n % size];
    return column > row && take(labels[row]!, labels[column]!) ? [n] : [];
  });
  if (chosen.length < 2) return null;
  const r = pearson(
    chosen.map((n) => a[n]!),
    chosen.map((n) => b[n]!),
  );
  return Number.isFinite(r) ? r : null;
}
