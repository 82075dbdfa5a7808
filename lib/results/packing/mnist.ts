import type { MnistComparison } from '../../experiments/mnist/compare.ts';
import type { MnistParameters } from '../../experiments/mnist/parameters.ts';
import type { MnistData } from '../../experiments/mnist/run.ts';
import { coordinateAxes, moments } from '../tables.ts';
import { column, repeated, type Packing } from './packing.ts';
import { entries, matrix, pairsOf } from './pairs.ts';
import { packSeries, unpackSeries } from './series.ts';

/** What a run's row has and its tables do not. */
export type MnistInRow = Pick<MnistData, 'pair' | 'accuracy'>;

/** Runs on digits: the pair's curves, and the distances of the recorded digits. */
export const mnistPacking: Packing<MnistParameters, Omit<MnistData, keyof MnistInRow>, MnistComparison> = {
  pack({ series, places, labels, initial, final, predicted }, _, kept) {
    const size = places.length;
    const pairs = pairsOf(size, true);
    const nothing = repeated(null, size);
    const coordinates = moments.flatMap((moment) =>
      coordinateAxes.map((axis): [string, null[]] => [`${moment}${axis}`, nothing]),
    );
    return {
      trajectories: packSeries(series, kept),
      pairs: {
        first: pairs.map(([first]) => first),
        second: pairs.map(([, second]) => second),
        initial: entries(initial, size, pairs),
        final: entries(final, size, pairs),
        theory: entries(predicted, size, pairs),
      },
      points: {
        point: places.map((_, n) => n),
        label: labels,
        place: places,
        position1: nothing,
        position2: nothing,
        ...Object.fromEntries(coordinates),
      },
    };
  },
  unpack({ trajectories, pairs: distances, points }, { digits }) {
    const pairs = pairsOf(digits, true);
    const restored = (name: string) => matrix(column(distances, name), digits, pairs);
    const predicted = restored('theory');
    if (predicted === null) throw new Error('The release lacks the matrix of a run on digits.');
    return {
      series: unpackSeries(trajectories),
      places: column(points, 'place'),
      labels: column(points, 'label'),
      initial: restored('initial'),
      final: restored('final'),
      predicted,
    };
  },
};
