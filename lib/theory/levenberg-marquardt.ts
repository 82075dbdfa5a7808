/** What a least-squares problem says of one point: half the gradient and half the (Gauss-Newton) Hessian of the cost. */
export interface NormalEquations {
  /** `J^T r`, `[size]`. */
  readonly gradient: Float64Array;
  /** `J^T J`, `[size][size]`, row-major. */
  readonly matrix: Float64Array;
}

export interface LeastSquaresProblem {
  /** Number of parameters. */
  readonly size: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Sum of squared residuals at `point`; fills `normal`. Infinity where the model cannot be evaluated. */
  evaluate(point: Float64Array, normal: NormalEquations): number;
}

export interface LeastSquaresResult {
  readonly point: Float64Array;
  readonly cost: number;
  readonly normal: NormalEquations;
  readonly evaluations: number;
  /** Whether the last step was below the tolerance, or could not have lowered the cost by more than rounding. */
  readonly converged: boolean;
}

export interface LeastSquaresSettings {
  /** Converged when a step changes no parameter by more than this, or promises less than its square relative to the cost. */
  readonly tolerance: number;
  /** Longest step per parameter. */
  readonly longestStep: number;
  readonly maxEvaluations: number;
}

function emptyNormal(size: number): NormalEquations {
  return { gradient: new Float64Array(size), matrix: new Float64Array(size * size) };
}

/**
 * Solves `(M + damping diag M) step = -gradient` for the free parameters by Gaussian elimination without pivoting (the
 * damped matrix is positive definite); the others get step 0. `false` if it is not positive definite in floating point.
 */
function dampedStep(
  normal: NormalEquations,
  damping: number,
  free: Uint8Array,
  work: Float64Array,
  step: Float64Array,
): boolean {
  const size = step.length;
  for (let i = 0; i < size; i++) {
    step[i] = free[i] === 1 ? -normal.gradient[i]! : 0;
    for (let j = 0; j < size; j++) {
      const at = i * size + j;
      const both = free[i] === 1 && free[j] === 1;
      work[at] = i === j ? (both ? normal.matrix[at]! * (1 + damping) : 1) : both ? normal.matrix[at]! : 0;
    }
  }
  for (let k = 0; k < size; k++) {
    const pivot = work[k * size + k]!;
    if (!(pivot > 0)) return false;
    for (let i = k + 1; i < size; i++) {
      const factor = work[i * size + k]! / pivot;
      for (let j = k; j < size; j++) work[i * size + j] = work[i * size + j]! - factor * work[k * size + j]!;
      step[i] = step[i]! - factor * step[k]!;
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    let value = step[k]!;
    for (let j = k + 1; j < size; j++) value -= work[k * size + j]! * step[j]!;
    step[k] = value / work[k * size + k]!;
  }
  return true;
}

/** `dampedStep`, with parameters at a bound held there if the step would take them across it. */
function boundedStep(
  problem: LeastSquaresProblem,
  point: Float64Array,
  normal: NormalEquations,
  damping: number,
  free: Uint8Array,
  work: Float64Array,
  step: Float64Array,
): boolean {
  for (;;) {
    if (!dampedStep(normal, damping, free, work, step)) return false;
    let held = false;
    for (let i = 0; i < problem.size; i++) {
      const across = step[i]! > 0 ? point[i]! >= problem.upper[i]! : step[i]! < 0 && point[i]! <= problem.lower[i]!;
      if (across) {
        free[i] = 0;
        held = true;
      }
    }
    if (!held) return true;
  }
}

/**
 * Levenberg-Marquardt for a few parameters in a box, on the normal equations, with Marquardt's scaling and Nielsen's rule
 * for the damping (Madsen, Nielsen & Tingleff, Methods for Non-Linear Least Squares Problems, 2004, section 3.2). A
 * parameter at a bound that the gradient pushes outwards stays there.
 * @returns the best point found; its cost is Infinity only if the start's is.
 */
export function levenbergMarquardt(
  problem: LeastSquaresProblem,
  start: ArrayLike<number>,
  settings: LeastSquaresSettings,
): LeastSquaresResult {
  const { size, lower, upper } = problem;
  const point = Float64Array.from(start, (value, i) => Math.min(upper[i]!, Math.max(lower[i]!, value)));
  const trial = new Float64Array(size);
  const step = new Float64Array(size);
  const work = new Float64Array(size * size);
  const free = new Uint8Array(size);
  let normal = emptyNormal(size);
  let trialNormal = emptyNormal(size);
  let cost = problem.evaluate(point, normal);
  let evaluations = 1;
  let converged = false;
  let damping = 1e-3;
  let raise = 2;
  while (Number.isFinite(cost) && evaluations < settings.maxEvaluations) {
    for (let i = 0; i < size; i++) {
      const outwards = normal.gradient[i]! > 0 ? point[i]! <= lower[i]! : point[i]! >= upper[i]!;
      free[i] = outwards || normal.matrix[i * size + i]! <= 0 ? 0 : 1;
    }
    if (!boundedStep(problem, point, normal, damping, free, work, step)) {
      damping = Math.max(damping * 10, 1e-10);
      if (damping > 1e12) break;
      continue;
    }
    // The whole step is shortened, never one component of it: what is left still goes downhill.
    let length = 1;
    for (let i = 0; i < size; i++) {
      const room = (step[i]! > 0 ? upper[i]! : lower[i]!) - point[i]!;
      if (Math.abs(step[i]!) * length > Math.abs(room)) length = room / step[i]!;
      if (Math.abs(step[i]!) * length > settings.longestStep) length = settings.longestStep / Math.abs(step[i]!);
    }
    let longest = 0;
    let promised = 0;
    for (let i = 0; i < size; i++) {
      step[i] = length * step[i]!;
      trial[i] = Math.min(upper[i]!, Math.max(lower[i]!, point[i]! + step[i]!));
      longest = Math.max(longest, Math.abs(step[i]!));
    }
    for (let i = 0; i < size; i++) {
      let curvature = 0;
      for (let j = 0; j < size; j++) curvature += normal.matrix[i * size + j]! * step[j]!;
      promised -= step[i]! * (2 * normal.gradient[i]! + curvature);
    }
    const negligible = length === 1 && promised <= settings.tolerance * settings.tolerance * cost;
    if (negligible || longest <= settings.tolerance) {
      // A short step proves convergence only if it is short of itself, not because the damping made it so.
      converged = negligible || (length === 1 && damping < 1);
      break;
    }
    const trialCost = problem.evaluate(trial, trialNormal);
    evaluations++;
    const gain = (cost - trialCost) / promised;
    if (trialCost < cost) {
      point.set(trial);
      cost = trialCost;
      const kept = normal;
      normal = trialNormal;
      trialNormal = kept;
      damping = Math.max(1e-12, damping * Math.max(1 / 3, 1 - (2 * gain - 1) ** 3));
      raise = 2;
    } else {
      damping *= raise;
      raise *= 2;
      if (damping > 1e12) break;
    }
  }
  return { point, cost, normal, evaluations, converged };
}
