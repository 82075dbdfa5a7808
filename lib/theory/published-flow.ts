import type { Flow, System } from './flow.ts';
import type { PairGeometry, TwoPointState } from './two-point.ts';

/** Factors of the published equations' terms; all 1 is the theory. */
export interface Terms {
  /** Factor of the whole of `dh/dt`. */
  readonly dh: number;
  /** Factor of the whole of `dy/dt`. */
  readonly dy: number;
  /** Factor of the second term of `dy/dt`, `etaH dx2 y/h`. */
  readonly dyFromH: number;
  /** Factor of the last term of `dw/dt`, `1/2 etaH dx2 (y + w) w/h`. */
  readonly dwFromH: number;
}

/**
 * The equations as the paper prints them (README, "Equations"), with a factor at each term so
 * that altered systems are data and not code:
 *
 *     dh/dt = -k1 etaH dx2 w
 *     dy/dt = -k2 w (etaY h + k3 etaH dx2 y/h)
 *     dw/dt = -1/2 etaY h (3w - y + dy2) - k4 1/2 etaH dx2 (y + w) w/h
 *
 * They divide by `h` and are singular where it reaches 0; the solver then stops there.
 */
class PublishedFlow implements Flow {
  readonly dimension: 3 | 6;
  readonly floor: Float64Array;
  private readonly dx2: number;
  private readonly dy2: number;
  private readonly terms: Terms;
  /** `etaH dx2` and `etaY`. */
  private alpha = 0;
  private beta = 0;

  constructor(pair: PairGeometry, terms: Terms, sensitive: boolean) {
    this.dimension = sensitive ? 6 : 3;
    this.dx2 = pair.dx2;
    this.dy2 = pair.dy2;
    this.terms = terms;
    this.floor = new Float64Array(3);
  }

  start(initial: TwoPointState, etaH: number, etaY: number, state: Float64Array): void {
    this.alpha = etaH * this.dx2;
    this.beta = etaY;
    state.fill(0);
    state[0] = initial.h;
    state[1] = initial.y;
    state[2] = initial.w;
    // At the end y nears dy2 and w becomes a difference of rounding errors: it cannot be resolved relative to itself.
    const size = Math.max(this.dy2, initial.y);
    this.floor[0] = 1e-150;
    this.floor[1] = 1e-9 * size;
    this.floor[2] = 1e-9 * size;
  }

  derivative(state: Float64Array, out: Float64Array): void {
    const { alpha, beta, terms } = this;
    const h = state[0]!;
    const y = state[1]!;
    const w = state[2]!;
    if (h <= 0) {
      out.fill(Number.NaN);
      return;
    }
    const pull = 3 * w - y + this.dy2;
    const dh = -terms.dh * alpha * w;
    const dyH = (-terms.dy * terms.dyFromH * alpha * w * y) / h;
    const dwH = (-0.5 * terms.dwFromH * alpha * (y + w) * w) / h;
    out[0] = dh;
    out[1] = -terms.dy * beta * w * h + dyH;
    out[2] = -0.5 * beta * h * pull + dwH;
    if (this.dimension === 3) return;
    const sh = state[3]!;
    const sy = state[4]!;
    const sw = state[5]!;
    const k3 = terms.dy * terms.dyFromH * alpha;
    const k4 = 0.5 * terms.dwFromH * alpha;
    out[3] = dh - terms.dh * alpha * sw;
    out[4] = dyH - terms.dy * beta * (sw * h + w * sh) - (k3 * (sw * y + w * sy - (w * y * sh) / h)) / h;
    out[5] =
      dwH -
      0.5 * beta * (sh * pull + h * (3 * sw - sy)) -
      (k4 * ((sy + sw) * w + (y + w) * sw - ((y + w) * w * sh) / h)) / h;
  }

  settled(state: Float64Array, tolerance: number): boolean {
    const { alpha, beta, dy2, terms } = this;
    if (alpha < 0 || beta < 0) return false;
    const h = state[0]!;
    // Every system here rests at w = 0, y = dy2; the linearisation there is stable if its trace is negative, which an
    // altered system need not fulfil (its determinant is never negative for rates >= 0).
    const stable = -1.5 * beta * h - (0.5 * terms.dwFromH * alpha * dy2) / h < 0;
    return stable && Math.abs(state[2]!) <= tolerance * dy2 && Math.abs(state[1]! - dy2) <= tolerance * dy2;
  }

  observe(state: Float64Array, out: Float64Array): void {
    if (this.dimension === 6) {
      this.derivative(state, out);
      out.copyWithin(6, 0, 3);
      out[3] = state[3]!;
      out[4] = state[4]!;
      out[5] = state[5]!;
    }
    out[0] = state[0]!;
    out[1] = state[1]!;
    out[2] = state[2]!;
  }
}

/** The published equations with chosen factors at their terms. */
export function publishedSystem(id: string, description: string, terms: Partial<Terms>): System {
  const factors: Terms = { dh: 1, dy: 1, dyFromH: 1, dwFromH: 1, ...terms };
  return { id, description, flow: (pair, sensitive) => new PublishedFlow(pair, factors, sensitive) };
}

/** The effective theory in the paper's own three equations: the second route that tests compare. */
export const published: System = publishedSystem('published', 'The effective theory as the paper prints it.', {});
