import { DormandPrince } from './dormand-prince.ts';
import type { Emit, SolveSettings } from './dormand-prince.ts';
import type { Flow, System } from './flow.ts';
import type { LeastSquaresProblem, NormalEquations } from './levenberg-marquardt.ts';
import type { Samples } from './trajectory.ts';
import type { PairGeometry } from './two-point.ts';

/**
 * The weighted squared distance between a run and the solution that starts where the run starts, as a function of
 * `(ln etaH, ln etaY)`, with its normal equations from exact (variational) sensitivities. One solve per evaluation:
 *
 *     sum_i weight_i [ scaleH^2 (h_i - h(t_i))^2 + (y_i - y(t_i))^2 + (w_i - w(t_i))^2 ]
 */
export class RateResiduals implements LeastSquaresProblem {
  readonly size = 2;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Weighted sums of squares of h, y and w at the last evaluation, each in its own units (h unscaled). */
  readonly perCurve = new Float64Array(3);
  private readonly samples: Samples;
  private readonly scale: Float64Array;
  private readonly flow: Flow;
  private readonly solver = new DormandPrince(6);
  private readonly start = new Float64Array(6);
  private readonly seen = new Float64Array(9);
  private readonly settings: SolveSettings;
  private readonly accumulate: Emit;
  private normal: NormalEquations = { gradient: new Float64Array(2), matrix: new Float64Array(4) };

  /** `bounds` are `[lowest, highest]` of `(ln etaH, ln etaY)`; `scaleH` the factor of the residual in h. */
  constructor(
    samples: Samples,
    pair: PairGeometry,
    system: System,
    scaleH: number,
    bounds: readonly [ArrayLike<number>, ArrayLike<number>],
    settings: SolveSettings,
  ) {
    this.samples = samples;
    this.scale = Float64Array.of(scaleH * scaleH, 1, 1);
    this.flow = system.flow(pair, true);
    this.lower = Float64Array.from(bounds[0]);
    this.upper = Float64Array.from(bounds[1]);
    this.settings = settings;
    this.accumulate = (index, state) => {
      this.add(index, state);
    };
  }

  evaluate(point: Float64Array, normal: NormalEquations): number {
    const { samples, flow, start } = this;
    normal.gradient.fill(0);
    normal.matrix.fill(0);
    this.perCurve.fill(0);
    this.normal = normal;
    flow.start(samples.initial, Math.exp(point[0]!), Math.exp(point[1]!), start);
    const report = this.solver.solve(flow, start, samples.t, this.settings, this.accumulate);
    if (report.failure !== null) return Infinity;
    normal.matrix[2] = normal.matrix[1]!;
    const cost = this.scale[0]! * this.perCurve[0]! + this.perCurve[1]! + this.perCurve[2]!;
    return Number.isFinite(cost) ? cost : Infinity;
  }

  private add(index: number, state: Float64Array): void {
    const { samples, seen, perCurve, scale, normal } = this;
    this.flow.observe(state, seen);
    const weight = samples.weight[index]!;
    const time = samples.t[index]!;
    const { gradient, matrix } = normal;
    for (let curve = 0; curve < 3; curve++) {
      const given = curve === 0 ? samples.h[index]! : curve === 1 ? samples.y[index]! : samples.w[index]!;
      const residual = seen[curve]! - given;
      const byH = seen[3 + curve]!;
      // A common factor of both rates only rescales time: d/d ln etaH + d/d ln etaY = t d/dt.
      const byY = time * seen[6 + curve]! - byH;
      const factor = weight * scale[curve]!;
      perCurve[curve] = perCurve[curve]! + weight * residual * residual;
      gradient[0] = gradient[0]! + factor * byH * residual;
      gradient[1] = gradient[1]! + factor * byY * residual;
      matrix[0] = matrix[0]! + factor * byH * byH;
      matrix[1] = matrix[1]! + factor * byH * byY;
      matrix[3] = matrix[3]! + factor * byY * byY;
    }
  }
}
