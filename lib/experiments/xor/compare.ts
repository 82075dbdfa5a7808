import { pairwiseDistances } from '../../theory/index.ts';
import type { KnownRates } from '../known-rates.ts';
import { pearson } from '../statistics.ts';
import { squaredDistances } from '../squared-distances.ts';
import { xorPoints } from './points.ts';
import type { XorRecord } from './run.ts';

/**
 * Mean fitted rates of the paper's `default` two-points setting at full size (the reference's seeds; `npm run verify:paper`
 * sets ours beside them). As in the paper the theory takes them for XOR too, at every gain; only their ratio matters.
 */
export const defaultRates: KnownRates = { etaH: 0.000712569091, etaY: 0.038385035 };

/** What the theory says of an XOR run. Plain JSON; matrices are 16 squared distances, row-major. */
export interface XorComparison {
  readonly hInitial: readonly number[] | null;
  readonly hFinal: readonly number[] | null;
  /** Squared distances after training by the closed form, pair by pair. */
  readonly hTheory: readonly number[] | null;
  /** Pearson's r of theory and measurement over the six distances (not squared, as in the paper). */
  readonly pearson: number | null;
  /** The same of the distances before and after training: near 1 in lazy learning. */
  readonly pearsonInitial: number | null;
  /** The rates that the closed form was given. */
  readonly rates: KnownRates;
  /** Why there is no comparison; null if there is one. */
  readonly reason: string | null;
}

/** Sets the pairwise closed form beside a run. Never throws for a run. */
export function compareXor(record: XorRecord, rates: KnownRates = defaultRates): XorComparison {
  const { series, status, divergedAt } = record;
  const nothing = { hInitial: null, hFinal: null, hTheory: null, pearson: null, pearsonInitial: null, rates };
  if (status === 'diverged') return { ...nothing, reason: `Training diverged at step ${divergedAt}.` };
  const [hInitial, yInitial, hFinal] = [series.h[0], series.y[0], series.h.at(-1)];
  if (!hInitial || !yInitial || !hFinal) return { ...nothing, reason: 'Nothing has been observed yet.' };
  const { size, inputs, targets } = xorPoints;
  const geometry = { size, dx2: squaredDistances(inputs, size), dy2: squaredDistances(targets, size) };
  try {
    const hTheory = Array.from(pairwiseDistances({ ...geometry, h: hInitial, y: yInitial }, rates));
    return {
      hInitial,
      hFinal,
      hTheory,
      pearson: finite(pearson(pairs(hTheory), pairs(hFinal))),
      pearsonInitial: finite(pearson(pairs(hInitial), pairs(hFinal))),
      rates,
      reason: null,
    };
  } catch (error) {
    return { ...nothing, hInitial, hFinal, reason: error instanceof Error ? error.message : String(error) };
  }
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** The distances, not squared, of the six pairs of a matrix. */
function pairs(matrix: readonly number[]): number[] {
  const { size } = xorPoints;
  const distances: number[] = [];
  for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) distances.push(Math.sqrt(matrix[a * size + b]!));
  return distances;
}
