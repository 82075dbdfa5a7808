import type { PairGeometry, TwoPointState } from './two-point.ts';

/**
 * An autonomous differential equation in coordinates of its own, together with the map to `(h, y, w)`. A flow is set up
 * once and then started many times: no method allocates.
 *
 * With sensitivities, three more components carry the derivative of the first three with respect to `ln etaH`. No more
 * is needed: every right-hand side here is linear in the rates, so a common factor of the rates only rescales time, and
 * the derivative with respect to `ln etaY` is `t d/dt` less the one with respect to `ln etaH`.
 */
export interface Flow {
  /** Number of components: 3, or 6 with sensitivities. */
  readonly dimension: 3 | 6;
  /** Size below which a component (of the first three) need not be resolved relative to itself. */
  readonly floor: Float64Array;
  /** Sets rates and initial state, and writes the initial coordinates into `state`. */
  start(initial: TwoPointState, etaH: number, etaY: number, state: Float64Array): void;
  /** Right-hand side. Not-a-number where the form is singular, which makes the solver shorten its step. */
  derivative(state: Float64Array, out: Float64Array): void;
  /** Whether the solution has come within `tolerance` (relative) of a fixed point that it cannot leave any more. */
  settled(state: Float64Array, tolerance: number): boolean;
  /**
   * Writes `h, y, w` to `out[0..2]`; with sensitivities also `d(h, y, w)/d ln etaH` to `out[3..5]` and `d(h, y, w)/dt`
   * to `out[6..8]`.
   */
  observe(state: Float64Array, out: Float64Array): void;
}

/** A system of equations that can be integrated and fitted: the theory, or one of its alterations. */
export interface System {
  readonly id: string;
  /** What the system is, in words. */
  readonly description: string;
  /** Prepares the equations for a pair, with or without the derivatives that a fit needs. */
  flow(pair: PairGeometry, sensitive: boolean): Flow;
}
