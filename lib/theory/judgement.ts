import type { Samples } from './trajectory.ts';

/** Below this share of variance explained, the theory does not describe a run (the reference data use the same bound). */
export const leastR2 = 0.8;

/** What the judgement of a fit rests on. */
export interface Evidence {
  readonly samples: Samples;
  /** `[lowest, highest]` of `(ln etaH, ln etaY)` in the search. */
  readonly bounds: readonly [Float64Array, Float64Array];
  /** The ratio `etaH/etaY` that first and last sample imply. */
  readonly implied: number;
  readonly r2: number;
  /** `(ln etaH, ln etaY)` found. */
  readonly point: Float64Array;
  /** Standard errors of these logarithms. */
  readonly logErrors: readonly [number, number];
  readonly converged: boolean;
}

const show = (value: number): string => value.toPrecision(3);

/** Why a fit does not mean that the theory holds, every reason in one sentence; `null` if none is found. */
export function judge(evidence: Evidence): string | null {
  const { samples, bounds, implied, r2, point, logErrors, converged } = evidence;
  const reasons: string[] = [];
  const last = samples.h.length - 1;
  const h0 = samples.h[0]!;
  const hT = samples.h[last]!;
  const gain0 = samples.y[0]! / h0;
  const gainT = samples.y[last]! / hT;
  if (implied < 0) {
    const [moved, other] = hT < h0 ? ['shrinks', 'grows'] : ['grows', 'shrinks'];
    reasons.push(
      `From the first to the last sample h ${moved} (${show(h0)} to ${show(hT)}) while y/h ${other} (${show(gain0)} to ` +
        `${show(gainT)}): the end-point ratio etaH/etaY is ${show(implied)}, and no two positive rates give that.`,
    );
  }
  if (!(r2 >= leastR2)) {
    reasons.push(`The best curves explain ${show(r2)} of the variance (pooled R2); at least ${leastR2} is asked for.`);
  }
  for (const [i, name] of (['etaH', 'etaY'] as const).entries()) {
    // The logarithms span 28; a hundredth of an e-folding from the edge is the edge.
    const edge = point[i]! <= bounds[0][i]! + 0.01 ? 'lower' : point[i]! >= bounds[1][i]! - 0.01 ? 'upper' : null;
    if (edge !== null) {
      reasons.push(`${name} ran to the ${edge} edge of the search range (${show(Math.exp(point[i]!))} per step).`);
    } else if (!(logErrors[i]! < 1)) {
      reasons.push(`The run does not determine ${name}: its standard error is ${show(logErrors[i]!)} times its value.`);
    }
  }
  if (!converged) reasons.push('The search stopped before it converged.');
  return reasons.length === 0 ? null : reasons.join(' ');
}
