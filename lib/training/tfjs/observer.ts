import {
  concat,
  keep,
  matMul,
  reshape,
  square,
  sum,
  tensor,
  tidy,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import type { PointSet } from '../../datasets/point-set.ts';
import type { Observations } from '../trainer.ts';
import type { Backend } from './backend.ts';

/** Where a number stands in a row of what is read, for each network in turn. */
interface Columns {
  readonly h: number;
  readonly loss: number;
  /** `[outputDim][points]`. */
  readonly output: number;
}

/**
 * Collects what is recorded of a run, or of each run of an ensemble, on the device, so that many steps are read back at
 * once. A read waits for the GPU and costs more than a step.
 */
export class Observer {
  readonly #members: readonly PointSet[];
  /** Column that takes point 0 from point 1. */
  readonly #difference: Tensor;
  #steps: number[] = [];
  #rows: Tensor1D[] = [];

  /** @param members the observed points of each network, in one array of their own. */
  constructor(members: readonly PointSet[]) {
    this.#members = members;
    const { size } = members[0]!;
    const difference = new Float32Array(size);
    difference[0] = -1;
    difference[1] = 1;
    this.#difference = tensor(difference, [size, 1]);
  }

  /** Number of steps noted and not yet read. */
  get pending(): number {
    return this.#rows.length;
  }

  /** Notes the state after `step` updates, whose representation, output and loss these are. */
  note(step: number, hidden: Tensor, output: Tensor, loss: Tensor): void {
    const row = tidy(() => {
      const h = sum(square(matMul(hidden, this.#difference)), [-2, -1]);
      return keep(concat<Tensor1D>([h, loss, output].map((part) => reshape(part, [part.size]))));
    });
    this.#steps.push(step);
    this.#rows.push(row);
  }

  /** Reads and forgets what was noted: of each network, up to and including the first entry that is not finite. */
  async read(backend: Backend): Promise<Observations[]> {
    const steps = this.#steps;
    const rows = this.#rows;
    this.#steps = [];
    this.#rows = [];
    if (rows.length === 0) return this.#collect([], new Float32Array(0));
    const table = rows.length === 1 ? rows[0]! : concat<Tensor1D>(rows);
    try {
      return this.#collect(steps, await backend.read(table));
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

  /** @param table `[steps][members * (2 + outputDim * points)]`: all h, all losses, all outputs. */
  #collect(steps: readonly number[], table: Float32Array): Observations[] {
    const members = this.#members.length;
    const { size, outputDim } = this.#members[0]!;
    const outputs = size * outputDim;
    const width = members * (2 + outputs);
    return this.#members.map((points, n) => {
      const columns = { h: n, loss: members + n, output: 2 * members + n * outputs };
      return collect(steps, table, width, columns, points);
    });
  }
}

/**
 * `h` and the loss come from the device. `y` and `w` are taken from the predictions in double precision, and `w` as
 * `dyhat . (dyhat - dy)`: near convergence `y - dy . dyhat` would be the difference of two nearly equal numbers.
 */
function collect(
  steps: readonly number[],
  table: Float32Array,
  width: number,
  columns: Columns,
  { size, outputDim, targets }: PointSet,
): Observations {
  const [h, y, w, loss] = [0, 1, 2, 3].map(() => new Float64Array(steps.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let count = 0;
  while (count < steps.length) {
    const row = table.subarray(count * width, (count + 1) * width);
    const output = row.subarray(columns.output);
    let ySum = 0;
    let wSum = 0;
    for (let o = 0; o < outputDim; o++) {
      const prediction = output[o * size + 1]! - output[o * size]!;
      const target = targets[outputDim + o]! - targets[o]!;
      ySum += prediction * prediction;
      wSum += prediction * (prediction - target);
    }
    const seen = [row[columns.h]!, ySum, wSum, row[columns.loss]!] as const;
    [h, y, w, loss].forEach((curve, n) => (curve[count] = seen[n]!));
    count++;
    if (!seen.every(Number.isFinite)) break;
  }
  return {
    step: Float64Array.from(steps.slice(0, count)),
    h: h.subarray(0, count),
    y: y.subarray(0, count),
    w: w.subarray(0, count),
    loss: loss.subarray(0, count),
  };
}
