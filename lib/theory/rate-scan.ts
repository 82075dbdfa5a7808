import { DormandPrince } from './dormand-prince.ts';
import type { System } from './flow.ts';
import type { Samples } from './trajectory.ts';
import type { PairGeometry, Rates } from './two-point.ts';

/** The typical sizes of a run, from which its natural time scales follow. */
export interface RunScales {
  readonly duration: number;
  /** Shortest positive distance of two samples. */
  readonly spacing: number;
  /** Largest h. */
  readonly h: number;
  /** Largest of the squared prediction distances and the squared target distance. */
  readonly y: number;
}

export function runScales(samples: Samples, pair: PairGeometry): RunScales {
  const { t, h, y } = samples;
  let spacing = Infinity;
  let largestH = h[0]!;
  let largestY = Math.max(pair.dy2, y[0]!);
  for (let i = 1; i < t.length; i++) {
    const gap = t[i]! - t[i - 1]!;
    if (gap > 0 && gap < spacing) spacing = gap;
    if (h[i]! > largestH) largestH = h[i]!;
    if (y[i]! > largestY) largestY = y[i]!;
  }
  return { duration: t[t.length - 1]!, spacing, h: largestH, y: largestY };
}

/** Growth of one scale to the next; a theory curve moves by less than its own rise within it. */
const scaleStep = 0.11;
/** Points of the solution's grid per scale. */
const pointsPerScale = 4;
const slowest = Math.log(0.02);
/** Before this fraction of its time constant a solution has not left its start. */
const earliest = Math.log(1e-3);
const samplesScanned = 400;

export interface ScanResult {
  readonly rates: Rates;
  readonly cost: number;
}

/**
 * For one ratio `etaH/etaY`, the common scale that fits best, from a log-spaced scan: because a common factor of the
 * rates only rescales time, one solution on a log-spaced grid of times serves every scale. Values between grid points are
 * interpolated linearly: a start for a local search, no more.
 * @returns `null` if the system has no solution that reaches the end of the run at any scale.
 */
export function scanScale(
  samples: Samples,
  pair: PairGeometry,
  system: System,
  scaleH: number,
  ratio: number,
  scales: RunScales,
): ScanResult | null {
  const { duration, spacing } = scales;
  // With this etaY the faster of the two maps changes by about one e-folding in the whole run.
  const unit = 2 / (duration * (scales.h + (ratio * pair.dx2 * scales.y) / scales.h));
  const fastest = Math.log(Math.min(1e5, (20 * duration) / spacing));
  const count = Math.max(2, Math.ceil((fastest - slowest) / scaleStep) + 1);
  const gridStep = scaleStep / pointsPerScale;
  const gridSize = Math.ceil((fastest + scaleStep - earliest) / gridStep) + 2;

  // Solution in the time t/duration of the unit scale.
  const times = new Float64Array(gridSize);
  for (let k = 0; k < gridSize; k++) times[k] = duration * Math.exp(earliest + k * gridStep);
  const flow = system.flow(pair, false);
  const start = new Float64Array(3);
  const seen = new Float64Array(9);
  const grid = new Float64Array(3 * gridSize).fill(Number.NaN);
  flow.start(samples.initial, ratio * unit, unit, start);
  new DormandPrince(3).solve(flow, start, times, { relativeTolerance: 1e-5, maxSteps: 20_000 }, (index, state) => {
    flow.observe(state, seen);
    grid[3 * index] = seen[0]!;
    grid[3 * index + 1] = seen[1]!;
    grid[3 * index + 2] = seen[2]!;
  });

  const costs = new Float64Array(count);
  const { initial } = samples;
  const stride = Math.ceil(samples.t.length / samplesScanned);
  for (let i = samples.t.length - 1; i >= 0; i -= stride) {
    const weight = samples.weight[i]!;
    if (weight === 0) continue;
    const h = samples.h[i]!;
    const y = samples.y[i]!;
    const w = samples.w[i]!;
    const logTime = Math.log(samples.t[i]! / duration);
    for (let k = 0; k < count; k++) {
      const place = (slowest + k * scaleStep + logTime - earliest) / gridStep;
      let dh = initial.h - h;
      let dy = initial.y - y;
      let dw = initial.w - w;
      if (place >= 0) {
        const below = Math.min(gridSize - 2, Math.floor(place));
        const part = place - below;
        const at = 3 * below;
        dh = grid[at]! + part * (grid[at + 3]! - grid[at]!) - h;
        dy = grid[at + 1]! + part * (grid[at + 4]! - grid[at + 1]!) - y;
        dw = grid[at + 2]! + part * (grid[at + 5]! - grid[at + 2]!) - w;
      }
      costs[k] = costs[k]! + weight * (scaleH * scaleH * dh * dh + dy * dy + dw * dw);
    }
  }
  let best = -1;
  for (let k = 0; k < count; k++) if (costs[k]! < (best < 0 ? Infinity : costs[best]!)) best = k;
  if (best < 0) return null;
  const etaY = unit * Math.exp(slowest + best * scaleStep);
  return { rates: { etaH: ratio * etaY, etaY }, cost: costs[best]! };
}
