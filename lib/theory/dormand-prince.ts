import type { Flow } from './flow.ts';

/** How a solution ended. */
export interface SolveReport {
  /** Number of requested times that were reached; those from here on were not written. */
  readonly reached: number;
  /** Time up to which the solution is known. */
  readonly time: number;
  /** Accepted and rejected steps together. */
  readonly steps: number;
  /** `null` if all times were reached; else whether the step size ran into rounding (a singularity) or the step limit. */
  readonly failure: 'singular' | 'too many steps' | null;
}

export interface SolveSettings {
  /** Local error allowed per step, relative to each component. */
  readonly relativeTolerance: number;
  readonly maxSteps: number;
}

/** Receives the state at `times[index]`; the array is the solver's own and is overwritten by the next call. */
export type Emit = (index: number, state: Float64Array) => void;

/** The error of the step relative to the tolerance (root mean square): at most 1 is accepted. */
function scaledError(
  error: Float64Array,
  from: Float64Array,
  to: Float64Array,
  floor: Float64Array,
  relativeTolerance: number,
): number {
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    const size = Math.max(Math.abs(from[i]!), Math.abs(to[i]!)) + floor[i]!;
    const ratio = error[i]! / (relativeTolerance * size);
    sum += ratio * ratio;
  }
  return Math.sqrt(sum / 3);
}

/**
 * The Dormand-Prince method of order 5(4) with its dense output of order 4 (Hairer, Norsett & Wanner, Solving Ordinary
 * Differential Equations I, sections II.5 and II.6, code DOPRI5), for autonomous equations, with the step control of
 * that code. Holds its work arrays: `solve` allocates nothing while it steps.
 */
export class DormandPrince {
  private readonly size: number;
  private readonly state: Float64Array;
  private readonly next: Float64Array;
  private readonly stage: Float64Array;
  private readonly error: Float64Array;
  private readonly dense: Float64Array;
  private readonly rest: [Float64Array, Float64Array, Float64Array, Float64Array];
  private k1: Float64Array;
  private readonly k2: Float64Array;
  private readonly k3: Float64Array;
  private readonly k4: Float64Array;
  private readonly k5: Float64Array;
  private readonly k6: Float64Array;
  private k7: Float64Array;

  /** `size` is the flow's dimension. */
  constructor(size: 3 | 6) {
    const array = () => new Float64Array(size);
    this.size = size;
    this.state = array();
    this.next = array();
    this.stage = array();
    this.error = array();
    this.dense = array();
    this.rest = [array(), array(), array(), array()];
    this.k1 = array();
    this.k2 = array();
    this.k3 = array();
    this.k4 = array();
    this.k5 = array();
    this.k6 = array();
    this.k7 = array();
  }

  /**
   * Solves from `initial` (coordinates of the flow, at time 0) through `times` (non-decreasing, >= 0), calling `emit` for
   * each. Where the flow has settled, the remaining times get the settled state: it is within a tenth of the tolerance of
   * the fixed point.
   */
  solve(flow: Flow, initial: Float64Array, times: Float64Array, settings: SolveSettings, emit: Emit): SolveReport {
    const { relativeTolerance, maxSteps } = settings;
    const { state, next, floor } = { state: this.state, next: this.next, floor: flow.floor };
    const count = times.length;
    state.set(initial);
    let index = 0;
    while (index < count && times[index]! <= 0) emit(index++, state);
    if (index === count) return { reached: count, time: 0, steps: 0, failure: null };

    const end = times[count - 1]!;
    flow.derivative(state, this.k1);
    let time = 0;
    let step = this.firstStep(flow, relativeTolerance, end);
    let steps = 0;
    let previousError = 1e-4;
    let rejected = false;
    while (index < count) {
      if (flow.settled(state, 0.1 * relativeTolerance)) {
        while (index < count) emit(index++, state);
        break;
      }
      if (steps >= maxSteps) return { reached: index, time, steps, failure: 'too many steps' };
      if (time + 1.01 * step >= end) step = end - time;
      const after = time + 0.1 * step;
      if (after === time) return { reached: index, time, steps, failure: 'singular' };
      steps++;
      this.advance(flow, step);
      const error = scaledError(this.error, state, next, floor, relativeTolerance);
      if (!(error <= 1)) {
        step *= Number.isFinite(error) ? Math.max(0.2, 0.9 * error ** -0.17) : 0.2;
        rejected = true;
        continue;
      }
      const reachedTime = step === end - time ? end : time + step;
      if (times[index]! <= reachedTime) {
        this.prepareDense(step);
        while (index < count && times[index]! <= reachedTime) {
          this.interpolate((times[index]! - time) / step);
          emit(index++, this.dense);
        }
      }
      time = reachedTime;
      state.set(next);
      const last = this.k1;
      this.k1 = this.k7;
      this.k7 = last;
      // Proportional-integral control of the step (Hairer & Wanner II, section IV.2), as in DOPRI5.
      const growth = error === 0 ? 10 : Math.min(10, Math.max(0.2, 0.9 * error ** -0.17 * previousError ** 0.04));
      previousError = Math.max(error, 1e-4);
      step *= rejected ? Math.min(1, growth) : growth;
      rejected = false;
    }
    return { reached: count, time, steps, failure: null };
  }

  /** Hairer's guess: a hundredth of the time in which the state changes by its own size, then a look at the curvature. */
  private firstStep(flow: Flow, relativeTolerance: number, end: number): number {
    const { state, k1, k2, stage } = this;
    const norm = (vector: Float64Array, other: Float64Array | null): number => {
      let sum = 0;
      for (let i = 0; i < 3; i++) {
        const value = Math.abs(state[i]!);
        // A component that starts at zero has no size of its own and is left to the error control.
        if (value > 0) {
          const size = relativeTolerance * (value + flow.floor[i]!);
          sum += ((vector[i]! - (other === null ? 0 : other[i]!)) / size) ** 2;
        }
      }
      return Math.sqrt(sum / 3);
    };
    const slope = norm(k1, null);
    let step = slope > 0 ? Math.min(end, (0.01 * norm(state, null)) / slope) : 1e-6 * end;
    for (let i = 0; i < this.size; i++) stage[i] = state[i]! + step * k1[i]!;
    flow.derivative(stage, k2);
    const curvature = norm(k2, k1) / step;
    const largest = Math.max(slope, curvature);
    const second = largest > 1e-15 ? (0.01 / largest) ** 0.2 : Math.max(1e-6 * end, step * 1e-3);
    step = Number.isFinite(second) ? Math.min(100 * step, second, end) : Math.min(step, end);
    return step;
  }

  /** One trial step: fills `next`, `k7 = f(next)` and `error`. */
  private advance(flow: Flow, h: number): void {
    const { size, state, next, stage, error, k1, k2, k3, k4, k5, k6, k7 } = this;
    for (let i = 0; i < size; i++) stage[i] = state[i]! + h * (1 / 5) * k1[i]!;
    flow.derivative(stage, k2);
    for (let i = 0; i < size; i++) stage[i] = state[i]! + h * ((3 / 40) * k1[i]! + (9 / 40) * k2[i]!);
    flow.derivative(stage, k3);
    for (let i = 0; i < size; i++) {
      stage[i] = state[i]! + h * ((44 / 45) * k1[i]! - (56 / 15) * k2[i]! + (32 / 9) * k3[i]!);
    }
    flow.derivative(stage, k4);
    for (let i = 0; i < size; i++) {
      stage[i] =
        state[i]! +
        h * ((19372 / 6561) * k1[i]! - (25360 / 2187) * k2[i]! + (64448 / 6561) * k3[i]! - (212 / 729) * k4[i]!);
    }
    flow.derivative(stage, k5);
    for (let i = 0; i < size; i++) {
      stage[i] =
        state[i]! +
        h *
          ((9017 / 3168) * k1[i]! -
            (355 / 33) * k2[i]! +
            (46732 / 5247) * k3[i]! +
            (49 / 176) * k4[i]! -
            (5103 / 18656) * k5[i]!);
    }
    flow.derivative(stage, k6);
    for (let i = 0; i < size; i++) {
      next[i] =
        state[i]! +
        h *
          ((35 / 384) * k1[i]! +
            (500 / 1113) * k3[i]! +
            (125 / 192) * k4[i]! -
            (2187 / 6784) * k5[i]! +
            (11 / 84) * k6[i]!);
    }
    flow.derivative(next, k7);
    for (let i = 0; i < 3; i++) {
      error[i] =
        h *
        ((71 / 57600) * k1[i]! -
          (71 / 16695) * k3[i]! +
          (71 / 1920) * k4[i]! -
          (17253 / 339200) * k5[i]! +
          (22 / 525) * k6[i]! -
          (1 / 40) * k7[i]!);
    }
  }

  /** Coefficients of the continuous extension over the step from `state` to `next`. */
  private prepareDense(h: number): void {
    const { size, state, next, rest, k1, k3, k4, k5, k6, k7 } = this;
    const [difference, slope, bend, last] = rest;
    for (let i = 0; i < size; i++) {
      const rise = next[i]! - state[i]!;
      const lean = h * k1[i]! - rise;
      difference[i] = rise;
      slope[i] = lean;
      bend[i] = rise - h * k7[i]! - lean;
      last[i] =
        h *
        ((-12715105075 / 11282082432) * k1[i]! +
          (87487479700 / 32700410799) * k3[i]! -
          (10690763975 / 1880347072) * k4[i]! +
          (701980252875 / 199316789632) * k5[i]! -
          (1453857185 / 822651844) * k6[i]! +
          (69997945 / 29380423) * k7[i]!);
    }
  }

  /** State at the fraction `theta` of the step, into `dense`. */
  private interpolate(theta: number): void {
    const { size, state, dense, rest } = this;
    const [difference, slope, bend, last] = rest;
    const other = 1 - theta;
    for (let i = 0; i < size; i++) {
      dense[i] = state[i]! + theta * (difference[i]! + other * (slope[i]! + theta * (bend[i]! + other * last[i]!)));
    }
  }
}
