import {
  concat,
  keep,
  matMul,
  reshape,
  square,
  sum,
  tensor2d,
  tidy,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { PointSet } from '../../datasets/point-set.ts';
import type { Observations } from '../trainer.ts';
import type { Backend } from './backend.ts';

/**
 * Collects what is recorded of a run on the device, so that many steps are read back at once. A read waits for the GPU
 * and costs more than a step.
 */
export class Observer {
  readonly #points: PointSet;
  /** Column that takes point 0 from point 1. */
  readonly #difference: Tensor2D;
  #steps: number[] = [];
  #rows: Tensor1D[] = [];

  constructor(points: PointSet) {
    this.#points = points;
    const difference = new Float32Array(points.size);
    difference[0] = -1;
    difference[1] = 1;
    this.#difference = tensor2d(difference, [points.size, 1]);
  }

  /** Number of steps noted and not yet read. */
  get pending(): number {
    return this.#rows.length;
  }

  /** Notes the state after `step` updates, whose representation, output and loss these are. */
  note(step: number, hidden: Tensor2D, output: Tensor2D, loss: Scalar): void {
    const row = tidy(() => {
      const h = sum(square(matMul(hidden, this.#difference)));
      return keep(concat<Tensor1D>([reshape(h, [1]), reshape(loss, [1]), reshape(output, [output.size])]));
    });
    this.#steps.push(step);
    this.#rows.push(row);
  }

  /** Reads and forgets what was noted. The first entry that is not finite is the last one given. */
  async read(backend: Backend): Promise<Observations> {
    const steps = this.#steps;
    const rows = this.#rows;
    this.#steps = [];
    this.#rows = [];
    if (rows.length === 0) return collect([], new Float32Array(0), this.#points);
    const table = rows.length === 1 ? rows[0]! : concat<Tensor1D>(rows);
    try {
      return collect(steps, await backend.read(table), this.#points);
    } finally {
      table.dispose();
      for (const row of rows) row.dispose();
    }
  }

  dispose(): void {
    this.#difference.dispose();
    for (const row of this.#rows) row.dispose();
    this.#rows = [];
  }
}

/**
 * `h` and the loss come from the device. `y` and `w` are taken from the predictions in double precision, and `w` as
 * `dyhat . (dyhat - dy)`: near convergence `y - dy . dyhat` would be the difference of two nearly equal numbers.
 * @param table `[steps][2 + outputDim * points]`: h, loss, outputs `[outputDim][points]`.
 */
function collect(steps: readonly number[], table: Float32Array, points: PointSet): Observations {
  const { size, outputDim, targets } = points;
  const columns = 2 + outputDim * size;
  const [h, y, w, loss] = [0, 1, 2, 3].map(() => new Float64Array(steps.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let count = 0;
  while (count < steps.length) {
    const row = table.subarray(count * columns, (count + 1) * columns);
    let ySum = 0;
    let wSum = 0;
    for (let o = 0; o < outputDim; o++) {
      const prediction = row[2 + o * size + 1]! - row[2 + o * size]!;
      const target = targets[outputDim + o]! - targets[o]!;
      ySum += prediction * prediction;
      wSum += prediction * (prediction - target);
    }
    h[count] = row[0]!;
    y[count] = ySum;
    w[count] = wSum;
    loss[count] = row[1]!;
    count++;
    if (![row[0]!, ySum, wSum, row[1]!].every(Number.isFinite)) break;
  }
  return {
    step: Float64Array.from(steps.slice(0, count)),
    h: h.subarray(0, count),
    y: y.subarray(0, count),
    w: w.subarray(0, count),
    loss: loss.subarray(0, count),
  };
}
