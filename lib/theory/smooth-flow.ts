import type { Flow, System } from './flow.ts';
import type { PairGeometry, TwoPointState } from './two-point.ts';

/**
 * The theory in a form without division (README): `h = u^2`, `y = u^2 (a^2 + b^2)`, `y - w = u a D` with
 * `D = sqrt(dy2)`. In words: `u` is the length of the representational difference, `a` and `b` the gain of the output
 * map along it, towards the target difference and across it.
 *
 *     u' = -1/2 etaH dx2 (a (u a - D) + u b^2),   a' = -1/2 etaY u (u a - D),   b' = -1/2 etaY u^2 b
 *
 * It is the gradient flow of `(u a - D)^2 + (u b)^2`, so with rates >= 0 that error never grows. It equals the published
 * form wherever that is regular and passes smoothly through `u = 0`, where the published form divides 0 by 0.
 */
class SmoothFlow implements Flow {
  readonly dimension: 3 | 6;
  readonly floor = new Float64Array(3).fill(1e-150);
  private readonly distance: number;
  private readonly dx2: number;
  /** `1/2 etaH dx2` and `1/2 etaY`. */
  private alpha = 0;
  private beta = 0;

  constructor(pair: PairGeometry, sensitive: boolean) {
    this.dimension = sensitive ? 6 : 3;
    this.distance = Math.sqrt(pair.dy2);
    this.dx2 = pair.dx2;
  }

  start(initial: TwoPointState, etaH: number, etaY: number, state: Float64Array): void {
    this.alpha = 0.5 * etaH * this.dx2;
    this.beta = 0.5 * etaY;
    const u = Math.sqrt(initial.h);
    const a = this.distance === 0 ? 0 : (initial.y - initial.w) / (u * this.distance);
    state.fill(0);
    state[0] = u;
    state[1] = a;
    // Below zero only by the rounding that checkState lets pass: for scalar outputs b is exactly zero.
    state[2] = Math.sqrt(Math.max(0, initial.y / initial.h - a * a));
  }

  derivative(state: Float64Array, out: Float64Array): void {
    const { alpha, beta } = this;
    const u = state[0]!;
    const a = state[1]!;
    const b = state[2]!;
    const error = u * a - this.distance;
    const du = -alpha * (a * error + u * b * b);
    out[0] = du;
    out[1] = -beta * u * error;
    out[2] = -beta * u * u * b;
    if (this.dimension === 3) return;
    const su = state[3]!;
    const sa = state[4]!;
    const sb = state[5]!;
    const sError = su * a + u * sa;
    out[3] = du - alpha * (sa * error + a * sError + su * b * b + 2 * u * b * sb);
    out[4] = -beta * (su * error + u * sError);
    out[5] = -beta * u * (2 * su * b + u * sb);
  }

  settled(state: Float64Array, tolerance: number): boolean {
    if (this.alpha < 0 || this.beta < 0) return false;
    const along = state[0]! * state[1]! - this.distance;
    const across = state[0]! * state[2]!;
    return Math.abs(along) <= tolerance * this.distance && across * across <= tolerance * this.distance * this.distance;
  }

  observe(state: Float64Array, out: Float64Array): void {
    const u = state[0]!;
    const a = state[1]!;
    const b = state[2]!;
    const along = u * a;
    const across = u * b;
    const error = along - this.distance;
    out[0] = u * u;
    out[1] = along * along + across * across;
    out[2] = along * error + across * across;
    if (this.dimension === 3) return;
    this.tangent(u, a, b, state[3]!, state[4]!, state[5]!, out, 3);
    const { alpha, beta } = this;
    const du = -alpha * (a * error + u * b * b);
    this.tangent(u, a, b, du, -beta * u * error, -beta * u * u * b, out, 6);
  }

  /** Derivative of `(h, y, w)` in the direction `(du, da, db)`. */
  private tangent(
    u: number,
    a: number,
    b: number,
    du: number,
    da: number,
    db: number,
    out: Float64Array,
    offset: number,
  ): void {
    const dAlong = du * a + u * da;
    const dAcross = du * b + u * db;
    const dy = 2 * u * (a * dAlong + b * dAcross);
    out[offset] = 2 * u * du;
    out[offset + 1] = dy;
    out[offset + 2] = dy - this.distance * dAlong;
  }
}

/** The effective theory of two points, in the form that this library integrates. */
export const theory: System = {
  id: 'theory',
  description: 'The effective theory of two points.',
  flow: (pair, sensitive) => new SmoothFlow(pair, sensitive),
};
