import { finalDistance, integrate, phaseField } from '../../theory/index.ts';
import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import { niceLimit } from '../axes.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import type { ComparedRun, FigureSource } from '../source.ts';
import type { TwoPointsTable } from '../two-points/table.ts';

/** A point of the plane; `c = y - w = dy . dyhat`. */
export interface PhasePoint {
  readonly h: number;
  readonly c: number;
}

/** The theory's flow for one run: everything that its start and its two fitted rates fix. */
export interface PhaseFlow {
  /** `y = r h^2 + C h` all along: `r` in the unit of `y/h^2`, `C` in that of `y/h`. */
  readonly invariant: { readonly r: number; readonly C: number };
  /** `c^2 = y dy2`, where pairs with scalar outputs are, by growing c; what lies left of it belongs to no pair of maps. */
  readonly curve: readonly PhasePoint[];
  /** Where the flow goes, per step, on a grid of the points that a pair of maps can have. */
  readonly field: readonly (PhasePoint & { readonly dh: number; readonly dc: number })[];
  /** Where it ends: `h(inf)` by the closed form, `c = dy2`. */
  readonly fixedPoint: PhasePoint;
}

/** Axis limits, from the whole run and the theory beside it. */
export interface PhaseLimits {
  readonly h: readonly [number, number];
  readonly c: readonly [number, number];
}

/** What the figure draws: a run with the theory beside it, as two-points does, and the theory's flow; null if it has no fit. */
export interface PhasePortraitTable extends TwoPointsTable {
  readonly limits: PhaseLimits;
  readonly flow: PhaseFlow | null;
  /** Another start, which a reader has chosen, and where the theory goes from it. Of no address. */
  readonly start?: { readonly point: PhasePoint; readonly path: readonly PhasePoint[] };
}

/** Points of the grid of the field along each axis. */
const grid = { h: 15, c: 11 };
/** Points of the invariant curve. */
const curvePoints = 80;

/** Curves of a run or of the theory as a path in the plane. */
export function pathOf({
  h,
  y,
  w,
}: {
  h: readonly number[];
  y: readonly number[];
  w: readonly number[];
}): PhasePoint[] {
  return h.map((value, n) => ({ h: value, c: y[n]! - w[n]! }));
}

export async function loadPhasePortrait(state: TwoPointsParameters, source: FigureSource): Promise<PhasePortraitTable> {
  return phasePortraitOf(await source.run('two-points', state));
}

/** The table of a run; pure. */
export function phasePortraitOf(run: ComparedRun<'two-points'>): PhasePortraitTable {
  const end = fixedPointOf(run);
  const limits = limitsOf(run, end);
  return { ...run, limits, flow: end && flowOf(run, end, limits) };
}

function fixedPointOf({ record, comparison }: ComparedRun<'two-points'>): PhasePoint | null {
  const { parameters, series } = record;
  if (!comparison.fit || parameters.dy2 === 0) return null;
  const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
  return { h: finalDistance(initial, comparison.fit, parameters), c: parameters.dy2 };
}

function limitsOf({ record, comparison }: ComparedRun<'two-points'>, end: PhasePoint | null): PhaseLimits {
  const path = [...pathOf(record.series), ...(comparison.theory ? pathOf(comparison.theory) : [])];
  const { dy2 } = record.parameters;
  const highest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
  const most = niceLimit(1.08 * highest([...path.map(({ h }) => h), end?.h ?? 0]), 0.001);
  const top = niceLimit(1.04 * highest([...path.map(({ c }) => c), dy2]), 0.01);
  const below = niceLimit(1.04 * highest(path.map(({ c }) => -c)), top / 5);
  return { h: [0, most], c: [-below, top] };
}

function flowOf({ record, comparison }: ComparedRun<'two-points'>, end: PhasePoint, limits: PhaseLimits): PhaseFlow {
  const { parameters, series } = record;
  const rates = comparison.fit!;
  const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
  const r = rates.etaY / (rates.etaH * parameters.dx2);
  const C = initial.y / initial.h - r * initial.h;
  const velocity = phaseField(initial, rates, parameters);
  const at = (axis: 'h' | 'c', n: number) =>
    limits[axis][0] + ((limits[axis][1] - limits[axis][0]) * (n + 0.5)) / grid[axis];
  const field = Array.from({ length: grid.h * grid.c }, (_, n) => {
    const point = { h: at('h', n % grid.h), c: at('c', Math.floor(n / grid.h)) };
    const moved = velocity(point.h, point.c);
    return moved ? [{ ...point, ...moved }] : [];
  }).flat();
  const curve = Array.from({ length: curvePoints + 1 }, (_, n) => {
    const c = limits.c[0] + ((limits.c[1] - limits.c[0]) * n) / curvePoints;
    return { h: heightOn({ r, C }, (c * c) / parameters.dy2), c };
  });
  return { invariant: { r, C }, curve, field, fixedPoint: end };
}

/**
 * The table with another start for the theory: a pair with the same balance of encoder and decoder as the run's, the invariant
 * C, at that point. Outside of what a pair of maps can have, at the nearest point along c; the same table where there is none.
 */
export function withStart(table: PhasePortraitTable, { h, c }: PhasePoint): PhasePortraitTable {
  const { record, comparison, flow } = table;
  if (!flow || !comparison.fit) return table;
  const { parameters, series } = record;
  const y = flow.invariant.r * h * h + flow.invariant.C * h;
  if (!(h > 0 && y > 0)) return table;
  const most = Math.sqrt(y * parameters.dy2) * (1 - 1e-9);
  const point = { h, c: Math.min(most, Math.max(-most, c)) };
  const initial = { h, y, w: y - point.c };
  const solution = integrate(initial, comparison.fit, parameters, series.step);
  const [hs, ys, ws] = [solution.h, solution.y, solution.w].map((values) => Array.from(values));
  return { ...table, start: { point, path: pathOf({ h: hs!, y: ys!, w: ws! }) } };
}

/** The h at which a pair of the invariant curve `y = r h^2 + C h` has this y. */
export function heightOn({ r, C }: PhaseFlow['invariant'], y: number): number {
  const root = Math.sqrt(C * C + 4 * r * y);
  // The form in which nothing cancels.
  return C > 0 ? (2 * y) / (C + root) : (root - C) / (2 * r);
}

export const phasePortraitColumns: readonly FigureColumn[] = [
  {
    name: 'what',
    description:
      'run: the network; theory: its fitted theory; curve: the invariant curve; field: the flow; end: its fixed point',
  },
  { name: 'step', description: 'number of updates made; null where there is no time', unit: 'step' },
  { name: 'h', description: 'squared distance of the two hidden representations' },
  { name: 'c', description: 'dy . dyhat = y - w, the predicted difference along the wanted one' },
  { name: 'dh', description: 'change of h by the flow; null but in the field', unit: '1/step' },
  { name: 'dc', description: 'change of c by the flow; null but in the field', unit: '1/step' },
];

/** A row for each observation of the run and of the theory, for each point of the curve and of the field, and for its end. */
export function phasePortraitRows({ record, comparison, flow }: PhasePortraitTable): FigureRow[] {
  const { step } = record.series;
  const still = { dh: null, dc: null };
  const timed = (what: string, path: readonly PhasePoint[]) =>
    path.map(({ h, c }, n) => ({ what, step: step[n]!, h, c, ...still }));
  return [
    ...timed('run', pathOf(record.series)),
    ...(comparison.theory ? timed('theory', pathOf(comparison.theory)) : []),
    ...(flow?.curve ?? []).map(({ h, c }) => ({ what: 'curve', step: null, h, c, ...still })),
    ...(flow?.field ?? []).map(({ h, c, dh, dc }) => ({ what: 'field', step: null, h, c, dh, dc })),
    ...(flow ? [{ what: 'end', step: null, ...flow.fixedPoint, ...still }] : []),
  ];
}
