import { compareDepth } from '../../../lib/experiments/depth/compare.ts';
import type { Finished } from '../finished.ts';
import { conditionRow, listed, rangeRow, type Row, type Section } from '../judge.ts';
import { depthReference } from '../reference.ts';

/** The default network read at every hidden layer. */
export function depthSection(finished: Finished): Section {
  const ours = finished.of('depth').map(({ record }) => compareDepth(record));
  const residuals = ours.map(({ layers }) => layers.map(({ fit }) => fit?.residual ?? Infinity));
  const reference = depthReference.map(({ layers }) => layers.map((layer) => (layer.refined ?? layer).fit_loss));
  const least = (curve: readonly number[]) => curve.indexOf(Math.min(...curve));
  const head = (quantity: string, text: string) => ({ id: `depth/${quantity}`, figure: 'depth', quantity: text });
  const ratio = (at: (curve: readonly number[]) => number) => (curve: readonly number[]) =>
    at(curve) / Math.min(...curve);
  /** Share of the steps from layer 0 to the best one at which the error falls. */
  const falling = (curve: readonly number[]) => {
    const descent = curve.slice(0, least(curve) + 1);
    return descent.slice(1).filter((value, n) => value < descent[n]!).length / Math.max(1, descent.length - 1);
  };
  const rows: Row[] = [
    conditionRow(
      { ...head('best', 'layer with the least fit error'), criterion: '11 to 14' },
      `${reference.map(least).join(', ')} (notebook: 11)`,
      residuals.map(least),
      (layer) => layer >= 11 && layer <= 14,
    ),
    conditionRow(
      { ...head('falls', 'share of layers before the best at which the error falls'), criterion: 'at least 0.9' },
      listed(reference.map(falling)),
      residuals.map(falling),
      (share) => share >= 0.9,
    ),
    conditionRow(
      { ...head('rises', 'error at the last layer over the least'), criterion: 'above 2' },
      listed(reference.map(ratio((curve) => curve.at(-1)!))),
      residuals.map(ratio((curve) => curve.at(-1)!)),
      (value) => value > 2,
    ),
    conditionRow(
      { ...head('first', 'error at the first layer over the least'), criterion: 'above 10' },
      listed(reference.map(ratio((curve) => curve[0]!))),
      residuals.map(ratio((curve) => curve[0]!)),
      (value) => value > 10,
    ),
  ];
  for (let layer = 0; layer < reference[0]!.length; layer++) {
    const theirs = depthReference.map(({ layers }) => layers[layer]!.refined ?? layers[layer]!);
    const positive = theirs.filter(({ eta_h }) => eta_h > 0);
    const fits = ours.flatMap(({ layers }) => layers[layer]?.fit ?? []);
    rows.push(
      rangeRow(
        head(`etaH-${layer}`, `η_h at layer ${layer}`),
        positive.map(({ eta_h }) => eta_h),
        fits.map(({ etaH }) => etaH),
      ),
      rangeRow(
        head(`etaY-${layer}`, `η_y at layer ${layer}`),
        positive.map(({ eta_y }) => eta_y),
        fits.map(({ etaY }) => etaY),
      ),
    );
  }
  return {
    title: 'Depth: the default network read at every hidden layer',
    text:
      'Learning rate 0.01 (not halved), 3000 steps. The reference is of two seeds, re-fitted with a tight integrator where ' +
      'it has that; its fit with a negative η_h (layer 0, seed 1) is left out, since ours are positive by construction.',
    rows,
  };
}
