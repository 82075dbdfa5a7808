import { correlateMatrices, type MatrixCorrelation } from '../../experiments/mnist/compare.ts';
import { digitNetworkParameters, digitNetworks } from '../../experiments/mnist/presets.ts';
import { pairsOf } from '../../results/packing/pairs.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { relativeDistances } from '../mnist-structure/table.ts';
import type { ComparedRun, FigureSource, Provenance } from '../source.ts';
import type { SourcedRun } from '../sources.ts';
import type { TwoNetworksState } from './definition.ts';

/** What is on each side, the left one first. */
export const sidesOf = ({ left, leftSeed, right, rightSeed }: TwoNetworksState) =>
  [
    { network: left, seed: leftSeed },
    { network: right, seed: rightSeed },
  ] as const;

/** One of the two networks, its run as far as it has got. */
export interface NetworkSide {
  readonly label: string;
  readonly seed: number;
  readonly record: SourcedRun['record'];
  readonly provenance: Provenance;
  /** Updates that it has made. */
  readonly step: number;
  /** Share of the digits that it tells right. */
  readonly accuracy: number;
  /**
   * Squared distances in the order of `pairs`, over their mean between different labels, before training and as last seen;
   * null if one was not finite.
   */
  readonly initial: readonly number[] | null;
  readonly final: readonly number[] | null;
}

/** Two networks that learn the same digits, and how alike the distances in their hidden layers are. */
export interface TwoNetworksTable {
  readonly state: TwoNetworksState;
  /** The digit that each row of the matrices shows, in their order. */
  readonly labels: readonly number[];
  readonly pairs: readonly (readonly [number, number])[];
  readonly sides: readonly NetworkSide[];
  /** Pearson's r of the two matrices before training and as last seen; null if one was not finite. */
  readonly before: MatrixCorrelation | null;
  readonly now: MatrixCorrelation | null;
  /** Updates that the one has made that is further on. */
  readonly step: number;
  /** 0: the start is drawn in place of what was last seen. Of no address. */
  readonly until?: number;
}

/** @throws RangeError if the two were read on different digits. */
export function twoNetworksTable(
  state: TwoNetworksState,
  runs: readonly [ComparedRun<'mnist'>, ComparedRun<'mnist'>],
): TwoNetworksTable {
  const [one, other] = [runs[0].record, runs[1].record];
  const { labels, places } = one;
  if (places.join() !== other.places.join()) throw new RangeError('The two networks were read on different digits.');
  const pairs = pairsOf(labels.length);
  const alike = (a: readonly number[] | null, b: readonly number[] | null) =>
    a === null || b === null ? null : correlateMatrices(a, b, labels);
  const relative = (matrix: readonly number[] | null) => matrix && relativeDistances({ labels, pairs }, matrix);
  const sides = sidesOf(state).map(({ network, seed }, n): NetworkSide => {
    const { record, provenance } = runs[n]!;
    const { id, engine, accuracy, series, initial, final } = record;
    return {
      label: digitNetworks.find((each) => each.id === network)!.label,
      ...{ seed, record: { id, engine }, provenance, step: series.step.at(-1) ?? 0, accuracy },
      ...{ initial: relative(initial), final: relative(final) },
    };
  });
  return {
    ...{ state, labels, pairs, sides },
    step: Math.max(...sides.map(({ step }) => step)),
    before: alike(one.initial, other.initial),
    now: alike(one.final, other.final),
  };
}

/** @throws DataUnavailable if the source neither has nor trains one of the two runs. */
export async function loadTwoNetworks(state: TwoNetworksState, source: FigureSource): Promise<TwoNetworksTable> {
  const [left, right] = sidesOf(state).map(({ network, seed }) =>
    source.run('mnist', digitNetworkParameters(network, seed)),
  );
  return twoNetworksTable(state, await Promise.all([left!, right!]));
}

export const twoNetworksColumns: readonly FigureColumn[] = [
  { name: 'what', description: 'network: one of the two; r: how alike their distances are; pair: two digits' },
  { name: 'side', description: 'left or right, for networks; null otherwise' },
  { name: 'network', description: 'what the network is called; null for r and pairs' },
  { name: 'run', description: 'id of its run; null for r and pairs' },
  { name: 'seed', description: 'its seed; null for r and pairs' },
  { name: 'step', description: 'number of updates that it has made; null for r and pairs', unit: 'step' },
  { name: 'accuracy', description: 'share of the digits that it tells right; null for r and pairs' },
  { name: 'over', description: 'all pairs, or between different digits, for r; null otherwise' },
  { name: 'rBefore', description: 'Pearson’s r of the two networks’ squared distances before training' },
  { name: 'r', description: 'the same after training' },
  { name: 'first', description: 'place of the first digit in the order of labels; null but for pairs' },
  { name: 'second', description: 'place of the second digit; null but for pairs' },
  { name: 'firstLabel', description: 'what the first digit shows; null but for pairs' },
  { name: 'secondLabel', description: 'what the second digit shows; null but for pairs' },
  {
    name: 'leftBefore',
    description: 'squared distance in the left network before training, over its mean between different labels',
  },
  { name: 'left', description: 'the same after training' },
  { name: 'rightBefore', description: 'the same in the right network before training' },
  { name: 'right', description: 'the same after training' },
];

const nothing = Object.fromEntries(twoNetworksColumns.map(({ name }) => [name, null]));

/** A row for each network, one for each r, then one for each pair. */
export function twoNetworksRows({ labels, pairs, sides, before, now }: TwoNetworksTable): FigureRow[] {
  const [left, right] = sides as readonly [NetworkSide, NetworkSide];
  return [
    ...(['left', 'right'] as const).map((side) => {
      const { label, seed, step, accuracy, record } = side === 'left' ? left : right;
      return { ...nothing, what: 'network', side, network: label, run: record.id, seed, step, accuracy };
    }),
    ...(['all', 'between'] as const).map((over) => ({
      ...{ ...nothing, what: 'r', over, rBefore: before?.[over] ?? null, r: now?.[over] ?? null },
    })),
    ...pairs.map(([first, second], n) => ({
      ...{ ...nothing, what: 'pair', first, second },
      ...{ firstLabel: labels[first]!, secondLabel: labels[second]! },
      ...{ leftBefore: left.initial?.[n] ?? null, left: left.final?.[n] ?? null },
      ...{ rightBefore: right.initial?.[n] ?? null, right: right.final?.[n] ?? null },
    })),
  ];
}
