import { correlateMatrices, type MatrixCorrelation } from '../../experiments/mnist/compare.ts';
import type { MnistRecord } from '../../experiments/mnist/run.ts';
import { pairsOf } from '../../results/packing/pairs.ts';
import { relativeDistances } from '../mnist-structure/table.ts';

/** One of the two networks: what it is called, and its run as far as it has got. */
export interface NetworkSide {
  readonly label: string;
  readonly run: MnistRecord;
}

/** Two networks that learn the same digits, and how alike the distances in their hidden layers are. */
export interface TwoNetworksTable {
  /** The digit that each row of the matrices shows, in their order. */
  readonly labels: readonly number[];
  readonly pairs: readonly (readonly [number, number])[];
  readonly sides: readonly {
    readonly label: string;
    readonly id: string;
    readonly seed: number;
    /** Share of the digits that it tells right. */
    readonly accuracy: number;
    /** Squared distances as last seen, over their mean between different labels; null if one was not finite. */
    readonly distances: readonly number[] | null;
  }[];
  /** Pearson's r of the two matrices before training and as last seen; null if one was not finite. */
  readonly before: MatrixCorrelation | null;
  readonly now: MatrixCorrelation | null;
}

/** @throws RangeError if the two are of different digits. */
export function twoNetworksTable(sides: readonly [NetworkSide, NetworkSide]): TwoNetworksTable {
  const [{ run: one }, { run: other }] = sides;
  const { labels, places } = one;
  if (places.join() !== other.places.join()) throw new RangeError('The two networks were read on different digits.');
  const pairs = pairsOf(labels.length);
  const alike = (a: readonly number[] | null, b: readonly number[] | null) =>
    a === null || b === null ? null : correlateMatrices(a, b, labels);
  return {
    labels,
    pairs,
    sides: sides.map(({ label, run }) => ({
      ...{ label, id: run.id, seed: run.parameters.seed, accuracy: run.accuracy },
      distances: run.final && relativeDistances({ labels, pairs }, run.final),
    })),
    before: alike(one.initial, other.initial),
    now: alike(one.final, other.final),
  };
}
