import type { TwoPointsComparison } from '../two-points/compare.ts';
import { compareReleased } from '../two-points/summarise.ts';
import type { TwoPointsOutcome } from '../two-points/outcome.ts';
import { layerRecords, type DepthRecord } from './run.ts';

/** The theory fitted to every layer by itself. Plain JSON. */
export interface DepthComparison {
  readonly layers: readonly TwoPointsComparison[];
  /** Layer at which the sum of squared residuals is least, and that sum; null if no layer has a fit. */
  readonly best: { readonly layer: number; readonly residual: number } | null;
  /** Why there is no fit at all; null if there is one. */
  readonly reason: string | null;
}

/**
 * Fits the theory to each hidden layer: the same `y` and `w`, the layer's own `h`. Never throws for a run.
 * @param known the layers' rows in a release, from the first: their fits are then taken as they are.
 */
export function compareDepth(record: DepthRecord, known?: readonly TwoPointsOutcome[]): DepthComparison {
  const layers = layerRecords(record).map((run, layer) => compareReleased(run, known?.[layer]));
  const fits = layers.flatMap(({ fit }, layer) => (fit ? [{ layer, residual: fit.residual }] : []));
  const best = fits.reduce<DepthComparison['best']>(
    (least, fit) => (least && least.residual <= fit.residual ? least : fit),
    null,
  );
  return { layers, best, reason: best === null ? (layers[0]?.reason ?? 'There is no layer.') : null };
}
