import { compareTwoPoints, type TwoPointsComparison } from '../two-points/compare.ts';
import { twoPointsAt, type DepthRecord } from './run.ts';

/** The theory fitted to every layer by itself. Plain JSON. */
export interface DepthComparison {
  readonly layers: readonly TwoPointsComparison[];
  /** Layer at which the sum of squared residuals is least, and that sum; null if no layer has a fit. */
  readonly best: { readonly layer: number; readonly residual: number } | null;
  /** Why there is no fit at all; null if there is one. */
  readonly reason: string | null;
}

/** Fits the theory to each hidden layer: the same `y` and `w`, the layer's own `h`. Never throws for a run. */
export function compareDepth(record: DepthRecord): DepthComparison {
  const layers = record.series.h.map((h, layer) =>
    compareTwoPoints({
      ...record,
      parameters: twoPointsAt(record.parameters, layer),
      series: { ...record.series, h },
    }),
  );
  const fits = layers.flatMap(({ fit }, layer) => (fit ? [{ layer, residual: fit.residual }] : []));
  const best = fits.reduce<DepthComparison['best']>(
    (least, fit) => (least && least.residual <= fit.residual ? least : fit),
    null,
  );
  return { layers, best, reason: best === null ? (layers[0]?.reason ?? 'There is no layer.') : null };
}
