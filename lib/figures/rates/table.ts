import { paperSettings } from '../../networks/settings.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { someRows, type FigureSource } from '../source.ts';
import type { RatesState } from './definition.ts';

const columns = [
  'id',
  'group',
  'activation',
  'gain',
  'depth',
  'width',
  'seed',
  'lr',
  'etaH',
  'etaY',
  'r2',
  'physical',
  'status',
  'engine',
  'engineVersion',
] as const;

/** One run: where its dots lie. Rates are null where no theory could be fitted. */
export interface RatesRun {
  readonly id: string;
  readonly seed: number;
  /** 1/τ = 2η, per step or per step and learning rate. */
  readonly tauH: number | null;
  readonly tauY: number | null;
  readonly r2: number | null;
  /** Whether the fit is meaningful. */
  readonly physical: boolean;
  readonly engine: string;
  readonly engineVersion: string;
}

/** What the figure draws: the groups of a sweep by name, and their runs by seed. */
export interface RatesTable {
  readonly state: RatesState;
  readonly release: string;
  readonly groups: readonly { readonly name: string; readonly runs: readonly RatesRun[] }[];
}

/** Groups that hold several kinds of networks are split by what tells these apart. */
function groupName(row: { group: string; activation: string; gain: number }, split: boolean): string {
  return (split ? `${row.activation}, gain ${row.gain}` : row.group).replaceAll('_', ' ');
}

/** The paper's settings in its own order, others after them by name. */
const known = Object.keys(paperSettings).map((id) => id.replaceAll('_', ' '));
function byName(a: string, b: string): number {
  const [m, n] = [known.indexOf(a), known.indexOf(b)];
  if (m >= 0 && n >= 0) return m - n;
  return m >= 0 ? -1 : n >= 0 ? 1 : a.localeCompare(b, 'en', { numeric: true });
}

/** @throws DataUnavailable if the source's release has no runs of the sweep. */
export async function loadRates(state: RatesState, source: FigureSource): Promise<RatesTable> {
  const where = { experiment: 'two-points', sweep: state.sweep };
  const rows = await someRows(source, { where, columns }, 'The rates');
  const groups = new Map<string, RatesRun[]>();
  for (const row of rows) {
    const name = groupName(row, state.sweep === 'first-look');
    const unit = state.per === 'lr' ? row.lr : 1;
    const run: RatesRun = {
      id: row.id,
      seed: row.seed,
      tauH: row.etaH === null ? null : (2 * row.etaH) / unit,
      tauY: row.etaY === null ? null : (2 * row.etaY) / unit,
      r2: row.r2,
      physical: row.physical === true,
      engine: row.engine,
      engineVersion: row.engineVersion,
    };
    groups.set(name, [...(groups.get(name) ?? []), run]);
  }
  return {
    state,
    release: await source.release(),
    groups: [...groups]
      .sort(([a], [b]) => byName(a, b))
      .map(([name, runs]) => ({ name, runs: runs.sort((a, b) => a.seed - b.seed) })),
  };
}

export const ratesColumns: readonly FigureColumn[] = [
  { name: 'group', description: 'group of runs: one network, several seeds' },
  { name: 'seed', description: 'seed of the initial weights' },
  { name: 'tauHInverse', description: '1/tau_h = 2 eta_h, null where nothing could be fitted', unit: '1/step' },
  { name: 'tauYInverse', description: '1/tau_y = 2 eta_y, null where nothing could be fitted', unit: '1/step' },
  { name: 'r2', description: 'R² of the fit over h, y and w' },
  { name: 'meaningful', description: 'yes if the fit is meaningful: both rates positive, R² high enough' },
  { name: 'run', description: 'id of the run' },
];

/** One row for each run. */
export function ratesRows({ groups }: RatesTable): FigureRow[] {
  return groups.flatMap(({ name, runs }) =>
    runs.map(({ id, seed, tauH, tauY, r2, physical }) => ({
      group: name,
      seed,
      tauHInverse: tauH,
      tauYInverse: tauY,
      r2,
      meaningful: physical ? 'yes' : 'no',
      run: id,
    })),
  );
}
