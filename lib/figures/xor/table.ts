import { xorSettings } from '../../experiments/xor/parameters.ts';
import { xorPoints } from '../../experiments/xor/points.ts';
import { mean, spread, type Spread } from '../../experiments/statistics.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { someRows, type DetailRow, type FigureSource } from '../source.ts';
import type { XorState } from './definition.ts';

export interface XorRun {
  readonly id: string;
  readonly seed: number;
  readonly gain: number;
  /** Pearson's r of distances after training with those of the theory, and with those before training. */
  readonly pearson: number | null;
  readonly pearsonInitial: number | null;
  readonly engine: string;
  readonly engineVersion: string;
}

export const matrixNames = ['initial', 'final', 'theory'] as const;
export type MatrixName = (typeof matrixNames)[number];

/** Distances, not squared, of one pair of points: the mean over seeds. */
export interface XorPair extends Readonly<Record<MatrixName, number>> {
  readonly first: number;
  readonly second: number;
}

/** Runs of one network: a setting of the paper, or a gain of the scan. */
export interface XorGroup {
  readonly id: string;
  readonly gain: number;
  readonly runs: readonly XorRun[];
  readonly pearson: Spread | null;
  readonly pearsonInitial: Spread | null;
  /** The six pairs; none in the scan. */
  readonly pairs: readonly XorPair[];
}

export interface XorTable {
  readonly state: XorState;
  readonly release: string;
  readonly groups: readonly XorGroup[];
}

/** The points as digits: their two inputs. */
export const pointNames: readonly string[] = Array.from(
  { length: xorPoints.size },
  (_, n) => `${xorPoints.inputs[2 * n]!}${xorPoints.inputs[2 * n + 1]!}`,
);

const columns = [
  ...(['id', 'group', 'gain', 'seed', 'pearson', 'pearsonInitial', 'engine', 'engineVersion'] as const),
] as const;

/** @throws DataUnavailable if the source's release has no such runs. */
export async function loadXor(state: XorState, source: FigureSource): Promise<XorTable> {
  const isScan = state.view === 'scan';
  const wanted = isScan ? ['scan'] : Object.keys(xorSettings);
  const where = { experiment: 'xor', sweep: 'xor', group: wanted };
  const rows = await someRows(source, { where, columns }, 'The distances of XOR');
  const ids = rows.map(({ id }) => id);
  const details = isScan ? [] : await source.details('pairs', ids);
  const keys = isScan ? [...new Set(rows.map(({ gain }) => gain))].sort((a, b) => a - b) : wanted;
  const groups = keys.flatMap((key): XorGroup[] => {
    const runs = rows
      .filter(({ gain, group }) => (isScan ? gain : group) === key)
      .map(({ id, seed, pearson, pearsonInitial, ...row }): XorRun => {
        const { gain, engine, engineVersion } = row;
        return { id, seed, gain, pearson, pearsonInitial, engine, engineVersion };
      })
      .sort((a, b) => a.seed - b.seed);
    if (runs.length === 0) return [];
    const own = new Set(runs.map(({ id }) => id));
    return [
      {
        id: isScan ? 'scan' : String(key),
        ...{ gain: runs[0]!.gain, runs },
        pearson: spreadOf(runs.map(({ pearson }) => pearson)),
        pearsonInitial: spreadOf(runs.map(({ pearsonInitial }) => pearsonInitial)),
        pairs: pairsOf(details.filter(({ id }) => own.has(String(id)))),
      },
    ];
  });
  return { state, release: await source.release(), groups };
}

function spreadOf(values: readonly (number | null)[]): Spread | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? spread(known) : null;
}

/** The mean over seeds of each pair's distances; seeds without a comparison are left out. */
function pairsOf(rows: readonly DetailRow[]): XorPair[] {
  const compared = rows.filter((row) => matrixNames.every((name) => typeof row[name] === 'number'));
  const keys = [...new Set(compared.map(({ first, second }) => `${String(first)} ${String(second)}`))];
  return keys.map((key) => {
    const [first, second] = key.split(' ').map(Number) as [number, number];
    const own = compared.filter((row) => row.first === first && row.second === second);
    const distance = (name: MatrixName) => mean(own.map((row) => Math.sqrt(Number(row[name]))));
    return { first, second, initial: distance('initial'), final: distance('final'), theory: distance('theory') };
  });
}

export const xorColumns: readonly FigureColumn[] = [
  { name: 'setting', description: 'setting of the paper; scan for the gains' },
  { name: 'gain', description: 'gain of the initial weights' },
  { name: 'seed', description: 'seed of the initial weights; null for means over seeds' },
  { name: 'pair', description: 'the two points by their inputs; null for runs' },
  { name: 'initial', description: 'distance of the representations before training, mean over seeds; null for runs' },
  { name: 'final', description: 'the same after training' },
  { name: 'theory', description: 'the same after training by the closed form, pair by pair' },
  { name: 'pearson', description: "Pearson's r of the theory's and the measured six distances; null for means" },
  { name: 'pearsonInitial', description: "Pearson's r of the six distances before and after training; null for means" },
  { name: 'run', description: 'id of the run; null for means' },
];

/** One row for each pair of each setting, then one for each run. */
export function xorRows({ groups }: XorTable): FigureRow[] {
  return groups.flatMap(({ id, gain, pairs, runs }) => [
    ...pairs.map(({ first, second, initial, final, theory }) => ({
      ...{ setting: id, gain, seed: null, pair: `${pointNames[first]!}-${pointNames[second]!}` },
      ...{ initial, final, theory, pearson: null, pearsonInitial: null, run: null },
    })),
    ...runs.map(({ seed, pearson, pearsonInitial, id: run }) => ({
      ...{ setting: id, gain, seed, pair: null, initial: null, final: null, theory: null },
      ...{ pearson, pearsonInitial, run },
    })),
  ]);
}
