import type { DepthComparison } from '../../experiments/depth/compare.ts';
import type { DepthParameters } from '../../experiments/depth/parameters.ts';
import { layerRecords, type DepthData } from '../../experiments/depth/run.ts';
import { summariseTwoPoints } from '../../experiments/two-points/summarise.ts';
import type { TwoPointsOutcome } from '../../experiments/two-points/outcome.ts';
import { runTables, rowCount, type Columns, type RunTables } from '../tables.ts';
import { column, pick, repeated, type Packing } from './packing.ts';

/** Runs read at every layer: `y`, `w` and the loss once, `h` and the fit by layer. */
export const depthPacking: Packing<DepthParameters, DepthData, DepthComparison> = {
  pack(record, { layers }, kept) {
    const { step, h, y, w, loss } = record.series;
    const steps = pick(step, kept);
    const trajectories = { step: steps, h: repeated(null, steps.length) };
    const fits = layerRecords(record).map((run, layer) => ({ layer, ...summariseTwoPoints(run, layers[layer]!) }));
    return {
      trajectories: { ...trajectories, y: pick(y, kept), w: pick(w, kept), loss: pick(loss, kept) },
      'layer-trajectories': {
        layer: h.flatMap((_, layer) => repeated(layer, steps.length)),
        step: h.flatMap(() => steps),
        h: h.flatMap((curve) => pick(curve, kept)),
      },
      layers: Object.fromEntries(
        runTables.layers.columns.map(({ name }) => [name, fits.map((fit) => fit[name as keyof typeof fit])]),
      ),
    };
  },
  unpack({ trajectories, 'layer-trajectories': curves }, { depth }) {
    const [step, y, w, loss] = ['step', 'y', 'w', 'loss'].map((name) => column(trajectories, name));
    const all = column(curves, 'h');
    const h = Array.from({ length: depth }, (_, layer) => all.slice(layer * step!.length, (layer + 1) * step!.length));
    return { series: { step: step!, h, y: y!, w: w!, loss: loss! } };
  },
};

/** The layers' rows, from the first, with what a fit is restored from. */
export function knownLayers({ layers }: RunTables): readonly TwoPointsOutcome[] {
  const rows: Columns = layers ?? {};
  return Array.from(
    { length: rowCount(rows) },
    (_, n) => Object.fromEntries(Object.entries(rows).map(([name, cells]) => [name, cells[n]])) as TwoPointsOutcome,
  );
}
