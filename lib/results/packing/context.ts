import type { ContextComparison } from '../../experiments/context/compare.ts';
import type { ContextParameters } from '../../experiments/context/parameters.ts';
import type { ContextData } from '../../experiments/context/run.ts';
import { probedPoints, type ContextStructure, type VarianceSplit } from '../../experiments/context/structure.ts';
import { coordinateAxes, explainedAxes, moments, rowCount, type Cell, type Columns } from '../tables.ts';
import { column, pick, repeated, type Packing } from './packing.ts';
import { entries, matrix, pairsOf } from './pairs.ts';

const splitNames = ['relevant', 'irrelevant', 'interaction', 'variance'] as const;

function structureRow(structure: ContextStructure): Record<string, Cell> {
  const splits = structure.contexts.flatMap((split, n) =>
    splitNames.map((name) => [`${name}${n + 1}`, split?.[name] ?? null] as const),
  );
  const explained = explainedAxes.map((axis, n) => [`explained${axis}`, structure.explained[n] ?? null] as const);
  const { betweenContexts, axisCosine } = structure;
  return { betweenContexts, axisCosine, ...Object.fromEntries([...splits, ...explained]) };
}

/** Runs of the two-context task: the loss, and the representation before training and at the end. */
export const contextPacking: Packing<ContextParameters, ContextData, ContextComparison> = {
  pack({ series, initial, final, parameters }, { rich }, kept) {
    const { positions } = parameters;
    const step = pick(series.step, kept);
    const nothing = repeated(null, step.length);
    const probed = probedPoints(positions);
    const pairs = pairsOf(probed.length);
    const points = Array.from({ length: 2 * positions * positions }, (_, point) => point);
    const structures = { initial, final };
    const there = moments.filter((moment) => structures[moment] !== null);
    const rows = there.map((moment): Record<string, Cell> => ({ moment, ...structureRow(structures[moment]!) }));
    const coordinates = moments.flatMap((moment) =>
      coordinateAxes.map((axis, n): [string, readonly Cell[]] => [
        `${moment}${axis}`,
        structures[moment]?.coordinates[n] ?? repeated(null, points.length),
      ]),
    );
    return {
      trajectories: { step, h: nothing, y: nothing, w: nothing, loss: pick(series.loss, kept) },
      pairs: {
        first: pairs.map(([first]) => probed[first]!),
        second: pairs.map(([, second]) => probed[second]!),
        initial: entries(initial?.distances ?? null, probed.length, pairs),
        final: entries(final?.distances ?? null, probed.length, pairs),
        theory: entries(rich, probed.length, pairs),
      },
      points: {
        point: points,
        label: points.map((point) => Math.floor(point / positions ** 2)),
        place: repeated(null, points.length),
        position1: points.map((point) => Math.floor(point / positions) % positions),
        position2: points.map((point) => point % positions),
        ...Object.fromEntries(coordinates),
      },
      structures: Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name]!)])),
    };
  },
  unpack({ trajectories, pairs, points, structures }, { positions }) {
    const size = probedPoints(positions).length;
    const restore = (moment: (typeof moments)[number]): ContextStructure | null => {
      const row = (structures?.moment ?? []).indexOf(moment);
      if (row < 0) return null;
      const cell = (name: string) => structures![name]![row] as number | null;
      const present = (names: readonly string[]) => names.map(cell).filter((value) => value !== null);
      return {
        explained: present(explainedAxes.map((axis) => `explained${axis}`)),
        coordinates: coordinateAxes.map((axis) => axisOf(points, `${moment}${axis}`)).filter((axis) => axis !== null),
        betweenContexts: cell('betweenContexts')!,
        contexts: [1, 2].map((context) => {
          const split = Object.fromEntries(splitNames.map((name) => [name, cell(`${name}${context}`)]));
          return split.variance === null ? null : (split as unknown as VarianceSplit);
        }),
        axisCosine: cell('axisCosine'),
        distances: matrix(column(pairs, moment), size, pairsOf(size))!,
      };
    };
    const series = { step: column(trajectories, 'step'), loss: column(trajectories, 'loss') };
    return { series, initial: restore('initial'), final: restore('final') };
  },
};

/** Coordinates along an axis; null if the representation did not have that axis. */
function axisOf(points: Columns | undefined, name: string): number[] | null {
  const values = column(points, name);
  return rowCount(points ?? {}) === 0 || (values[0] as number | null) === null ? null : values;
}
