import { compareDepth, type DepthComparison } from '../../../lib/experiments/depth/compare.ts';
import { mean } from '../../../lib/experiments/statistics.ts';
import type { Finished } from '../finished.ts';
import { conditionRow, listed, number, rangeRow, reportedRow, twinsOf, type Row, type Section } from '../row.ts';
import { depthReference } from '../reference.ts';

/** Sum of squared residuals over the layers. */
type Curve = readonly number[];

const best = (curve: Curve) => curve.indexOf(Math.min(...curve));
const overLeast = (at: number) => (curve: Curve) => curve.at(at)! / Math.min(...curve);

/** Share of the steps from layer 0 to the best one at which the error falls. */
function falling(curve: Curve): number {
  const descent = curve.slice(0, best(curve) + 1);
  return descent.slice(1).filter((value, n) => value < descent[n]!).length / Math.max(1, descent.length - 1);
}

/** Where the error should be least, of 20 layers. */
const isMiddle = (layer: number) => layer >= 11 && layer <= 14;

/** The error within the layers where it should be least over what it is at its least. */
const excess = (curve: Curve) => Math.min(...curve.filter((_, layer) => isMiddle(layer))) / Math.min(...curve);

const residuals = ({ layers }: DepthComparison): Curve => layers.map(({ fit }) => fit?.residual ?? Infinity);

/** The default network read at every hidden layer. */
export function depthSection(finished: Finished): Section {
  const ours = finished.of('depth').map((record) => compareDepth(record));
  const twins = depthReference.map(({ seed }) =>
    finished.twins('depth', 'default', seed).map((record) => compareDepth(record)),
  );
  const curves = ours.map(residuals);
  const reference = depthReference.map(({ layers }): Curve => layers.map((layer) => (layer.refined ?? layer).fit_loss));
  const head = (quantity: string, text: string) => ({ id: `depth/${quantity}`, figure: 'depth', quantity: text });
  /** A criterion on the shape of every seed's curve. */
  const shape = (
    id: string,
    text: string,
    criterion: string,
    of: (curve: Curve) => number,
    holds: (value: number) => boolean,
  ) => {
    const theirs = reference.map(of);
    const same = twinsOf(
      theirs,
      twins.map((runs) => runs.map((run) => of(residuals(run)))),
    );
    return conditionRow({ ...head(id, text), criterion }, listed(theirs), curves.map(of), holds, same);
  };
  const average = (curves[0] ?? []).map((_, layer) => mean(curves.map((curve) => curve[layer]!)));
  const rows: Row[] = [
    {
      ...shape('best', 'layer with the least fit error', '11 to 14', best, isMiddle),
      remark: whereOutside(curves.filter((curve) => !isMiddle(best(curve)))),
    },
    shape(
      'falls',
      'share of layers before the best at which the error falls',
      'at least 0.9',
      falling,
      (s) => s >= 0.9,
    ),
    shape('rises', 'error at the last layer over the least', 'above 2', overLeast(-1), (ratio) => ratio > 2),
    shape('first', 'error at the first layer over the least', 'above 10', overLeast(0), (ratio) => ratio > 10),
  ];
  if (curves.length > 0) {
    rows.push({
      ...reportedRow(head('mean', 'layer with the least mean error of all seeds'), 'notebook: 11', [best(average)]),
      seeds: curves.length,
    });
  }
  for (let layer = 0; layer < reference[0]!.length; layer++) {
    const theirs = depthReference.map(({ layers }) => layers[layer]!.refined ?? layers[layer]!);
    for (const [id, name, field, own] of [
      ['etaH', 'η_h', 'eta_h', 'etaH'],
      ['etaY', 'η_y', 'eta_y', 'etaY'],
    ] as const) {
      const counted = [...theirs.keys()].filter((n) => theirs[n]!.eta_h > 0);
      const rates = (runs: readonly DepthComparison[]) => runs.flatMap(({ layers }) => layers[layer]?.fit?.[own] ?? []);
      const values = counted.map((n) => theirs[n]![field]);
      const same = twinsOf(
        values,
        counted.map((n) => rates(twins[n]!)),
      );
      rows.push(rangeRow(head(`${id}-${layer}`, `${name} at layer ${layer}`), values, rates(ours), same));
    }
  }
  return {
    id: 'depth',
    title: 'Depth: the default network read at every hidden layer',
    text:
      'As `2_points_depth.ipynb`: learning rate 0.01 (not halved), 3000 steps. The reference is of two seeds. Seed 0 was ' +
      're-fitted with a tight integrator; seed 1 has the fits of the paper’s own optimiser, which stopped short of the least ' +
      'residual at some layers of seed 0. Its fit with a negative η_h (layer 0, seed 1) is left out, since ours are positive ' +
      'by construction.',
    rows,
  };
}

/** By how much the least error outside of the middle layers is less than the least within. */
function whereOutside(curves: readonly Curve[]): string {
  if (curves.length === 0) return '';
  return (
    `In the seeds that have it elsewhere (at ${curves.map(best).join(', ')}), the least error within these layers is ` +
    `${curves.map((curve) => number(excess(curve))).join(', ')} times the least of all: the curve is flat there.`
  );
}
