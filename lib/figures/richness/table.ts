import { collapseRecord } from '../../experiments/collapse/numbers.ts';
import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import type { ComparedRun, FigureSource } from '../source.ts';
import type { TwoPointsTable } from '../two-points/table.ts';
import { gauges, shapeOf, type ShapePoint } from './shapes.ts';

/** A released run on the gauge. */
export interface GaugeDot {
  readonly id: string;
  readonly sweep: GaugeSweep;
  readonly group: string;
  readonly richness: number;
  readonly engine: string;
  readonly engineVersion: string;
}

/** The sweeps whose runs stand on the gauge, in the order of their rows. */
export const gaugeSweeps = ['settings', 'live'] as const;
export type GaugeSweep = (typeof gaugeSweeps)[number];

/** What the figure draws: a run without units, its gauge, and other runs' gauges. */
export interface RichnessTable extends TwoPointsTable {
  /** The gauge of the run and what is seen of it; null where the theory does not hold or y does not rise. */
  readonly shape: {
    readonly richness: number;
    readonly step: readonly number[];
    readonly run: readonly ShapePoint[];
  } | null;
  readonly dots: readonly GaugeDot[];
}

const columns = ['id', 'sweep', 'group', 'richness', 'engine', 'engineVersion'] as const;

export async function loadRichness(state: TwoPointsParameters, source: FigureSource): Promise<RichnessTable> {
  const run = await source.run('two-points', state);
  const where = { experiment: 'two-points', sweep: gaugeSweeps, physical: true };
  const rows = await source.rows({ where, columns });
  const dots = rows.flatMap((row): GaugeDot[] => {
    const sweep = gaugeSweeps.find((id) => id === row.sweep);
    return sweep && row.richness !== null ? [{ ...row, sweep, richness: row.richness }] : [];
  });
  return { ...run, shape: shapeOfRun(run), dots };
}

/** A run in the units of the shapes. */
function shapeOfRun({ record, comparison }: ComparedRun<'two-points'>): RichnessTable['shape'] {
  const collapsed = collapseRecord(record, comparison);
  if (!collapsed) return null;
  const { t, h, y, w, rate, halfTime, richness } = collapsed;
  const unit = (rate * Math.sqrt(richness * richness + 4)) / 2;
  const run = t.map((time, n) => ({ x: unit * (time - halfTime), p: y[n]! - w[n]!, h: h[n]! }));
  return { richness, step: t, run };
}

export const richnessColumns: readonly FigureColumn[] = [
  {
    name: 'what',
    description: 'run: the network; theory: the shape of its C; shape: that of another C; gauge: a released run',
  },
  { name: 'run', description: 'id of the run; null for shapes' },
  { name: 'group', description: 'group of the released run; null for others' },
  { name: 'C', description: 'gauge of the shape, 0 logistic, Infinity exponential' },
  { name: 'step', description: 'number of updates made; null but for the run', unit: 'step' },
  { name: 'x', description: 'time in units of the decay at the end, sqrt(1 + C²/4) s (t - t_half)' },
  { name: 'p', description: 'dyhat/dy, the predicted difference as a share of the wanted one' },
  { name: 'h', description: 'h/h(inf), squared distance of the representations as a share of the final one' },
];

/** A row for each observation, for each point of each shape, and for each released run. */
export function richnessRows({ record, shape, dots }: RichnessTable): FigureRow[] {
  const shapes = (what: string, C: number) =>
    shapeOf(C).map((point) => ({ what, run: null, group: null, C: String(C), step: null, ...point }));
  return [
    ...(shape?.run ?? []).map((point, n) => {
      return { what: 'run', run: record.id, group: null, C: shape!.richness, step: shape!.step[n]!, ...point };
    }),
    ...(shape ? shapes('theory', shape.richness) : []),
    ...gauges.flatMap((C) => shapes('shape', C)),
    ...dots.map(({ id, group, richness }) => {
      return { what: 'gauge', run: id, group, C: richness, step: null, x: null, p: null, h: null };
    }),
  ];
}
