import { niceLimit } from '../axes.ts';
import type { ContextState } from './definition.ts';
import type { ContextPoint } from './table.ts';

/** How far the view of three axes is tilted towards the reader, degrees. */
const tilt = 20;

type Triple = readonly [number, number, number];

/** Where a place of the hidden layer is seen; `depth` grows towards the reader. */
export interface Seen {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

/** A place of the hidden layer as a view shows it: two of its axes, or all three turned about the second and tilted. */
export function project([a, b, c]: Triple, { view, angle }: Pick<ContextState, 'view' | 'angle'>): Seen {
  if (view === 'first') return { x: a, y: b, depth: 0 };
  if (view === 'next') return { x: b, y: c, depth: 0 };
  const [turn, lean] = [(angle * Math.PI) / 180, (tilt * Math.PI) / 180];
  const x = a * Math.cos(turn) + c * Math.sin(turn);
  const near = c * Math.cos(turn) - a * Math.sin(turn);
  return { x, y: b * Math.cos(lean) - near * Math.sin(lean), depth: near * Math.cos(lean) + b * Math.sin(lean) };
}

/** Half the side of the square that has all points of a view, the same for all angles. */
export function reach(points: readonly ContextPoint[], { view }: Pick<ContextState, 'view'>): number {
  const used = { first: [0, 1], next: [1, 2], space: [0, 1, 2] }[view];
  const size = ({ at }: ContextPoint) =>
    view === 'space' ? Math.hypot(...at) : Math.max(...used.map((axis) => Math.abs(at[axis]!)));
  return niceLimit(
    points.reduce((most, point) => Math.max(most, size(point)), 0),
    1e-9,
  );
}
