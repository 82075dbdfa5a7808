import { contextBlobs } from '../../datasets/context.ts';
import { squaredDistances } from '../squared-distances.ts';
import { pearson } from '../statistics.ts';
import type { ContextRecord } from './run.ts';
import { probedPoints } from './structure.ts';

/**
 * What the theory says of the two-context task: the two limits of its final distance (SCIENCE §2), neither of which has a
 * free number. Rich: every squared distance goes as `|dx| |dy|`, so that points of one target fall together. Lazy: every
 * squared distance stays what it was.
 */
export interface ContextComparison {
  /** `|dx| |dy|` of the probed pairs, `[18][18]` row-major: the rich limit, up to a factor. */
  readonly rich: readonly number[];
  /** Pearson's r of the final squared distances with the rich limit, over the probed pairs; null if they do not vary. */
  readonly richCorrelation: number | null;
  /** The same with the initial squared distances: the lazy limit. */
  readonly lazyCorrelation: number | null;
  /** The same with the squared distances of the targets: a representation of nothing but what is asked for. */
  readonly targetCorrelation: number | null;
  /** Mean over both contexts of the share of variance on the feature that is not asked for; null if nothing varies. */
  readonly irrelevantInitial: number | null;
  readonly irrelevantFinal: number | null;
  /** Why there is no comparison; null if there is one. */
  readonly reason: string | null;
}

/** Sets both limits beside a run. Never throws for a run. */
export function compareContext({ parameters, initial, final, status, divergedAt }: ContextRecord): ContextComparison {
  const { rich, dy2 } = limits(parameters);
  const reason =
    status === 'diverged'
      ? `Training diverged: at step ${divergedAt} a number was no longer finite.`
      : initial && final
        ? null
        : 'The representation was not finite.';
  const comparable = reason === null && initial && final;
  return {
    rich,
    richCorrelation: comparable ? correlation(final.distances, rich) : null,
    lazyCorrelation: comparable ? correlation(final.distances, initial.distances) : null,
    targetCorrelation: comparable ? correlation(final.distances, dy2) : null,
    irrelevantInitial: irrelevant(initial),
    irrelevantFinal: comparable ? irrelevant(final) : null,
    reason,
  };
}

/** Of the probed pairs: `|dx| |dy|` and the squared distances of the targets. */
function limits({ pixels, positions }: ContextRecord['parameters']): { rich: number[]; dy2: number[] } {
  const points = contextBlobs({ pixels, positions });
  const probed = probedPoints(positions);
  const { inputDim } = points;
  const inputs = probed.flatMap((point) => [...points.inputs.subarray(point * inputDim, (point + 1) * inputDim)]);
  const dy2 = squaredDistances(
    probed.map((point) => points.targets[point]!),
    probed.length,
  );
  const rich = squaredDistances(inputs, probed.length).map((dx2, n) => Math.sqrt(dx2 * dy2[n]!));
  return { rich, dy2 };
}

/** Over the pairs above the diagonal. */
function correlation(a: readonly number[], b: readonly number[]): number | null {
  const size = Math.sqrt(a.length);
  const above = (matrix: readonly number[]) => matrix.filter((_, n) => n % size > Math.floor(n / size));
  const r = pearson(above(a), above(b));
  return Number.isFinite(r) ? r : null;
}

function irrelevant(structure: ContextRecord['final']): number | null {
  const splits = structure?.contexts ?? [];
  if (splits.length === 0 || splits.includes(null)) return null;
  return splits.reduce((sum, split) => sum + split!.irrelevant, 0) / splits.length;
}
