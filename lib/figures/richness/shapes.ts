import { shapeHeight, shapeTime } from '../../experiments/collapse/prediction.ts';

/** A point of a shape: `x` is time in units of the decay at the end, 0 where y is half-way; `p = dyhat/dy`, `h` is `h/h(inf)`. */
export interface ShapePoint {
  readonly x: number;
  readonly p: number;
  readonly h: number;
}

/** The gauges whose shapes are drawn behind every run, from logistic to exponential. */
export const gauges = [0, 0.25, 0.5, 1, 2, 4, Infinity] as const;

/** What is seen of time. */
export const shapeWindow = [-6, 6] as const;

const points = 120;

/** The shape of a gauge C, from p = 0, or from the left end of the window where that is later. */
export function shapeOf(richness: number): ShapePoint[] {
  const half = shapeTime(richness, Math.SQRT1_2);
  const time = (p: number) => shapeTime(richness, p) - half;
  return Array.from({ length: points + 1 }, (_, n) => {
    // Dense at both ends: p goes from 1e-4 of its way to as much before its end, by even steps of a logistic.
    const p = n === 0 && richness !== 0 ? 0 : 1 / (1 + Math.exp(-shapeWindow[1] * (3 * (n / points) - 1.5)));
    return { x: time(p), p, h: shapeHeight(richness, p) };
  }).filter(({ x }) => x >= shapeWindow[0] && x <= shapeWindow[1]);
}

/** Share of h(inf) that is there while nothing is predicted yet: where a gauge C stands between rich (0) and lazy (1). */
export const shareAtStart = (richness: number): number => shapeHeight(Math.max(0, richness), 0);

export const gaugeText = (richness: number): string => (richness === Infinity ? '∞' : String(richness));
