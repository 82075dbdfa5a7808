import type { PointSet } from '../../datasets/point-set.ts';
import { yieldToEventLoop } from '../../training/kernel/yield.ts';

/** Milliseconds of work between two looks at the signal. */
const sliceTime = 50;

/**
 * What the theory predicts for the squared representational distances of some of `points`, up to a factor: with
 * `A = |x_k - x_l| |y_k - y_l|`, the rich limit of every pair, `P = e^-A A e^-A` (elementwise exponentials, matrix
 * products; SCIENCE §3). The exponentials average over the neighbours of each of the two points, which are those of the
 * same target.
 * @param chosen places in `points` of those whose distances are wanted, in the order of the matrix.
 * @returns `[chosen][chosen]`, row-major, in float64.
 * @throws RangeError if there is no such point; the signal's reason once it is aborted.
 */
export async function predictedDistances(
  points: PointSet,
  chosen: readonly number[],
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { size } = points;
  const missing = chosen.find((place) => !Number.isInteger(place) || place < 0 || place >= size);
  if (missing !== undefined) throw new RangeError(`There is no point ${missing}; these are points 0 to ${size - 1}.`);
  const near = chosen.map((place) => {
    const row = Float64Array.from({ length: size }, (_, other) => Math.exp(-rich(points, place, other)));
    return row;
  });
  // The rows of e^-A A that are wanted. Each distance is taken once, for both orders of its pair.
  const sums = chosen.map(() => new Float64Array(size));
  const products = new Float64Array(size);
  let deadline = performance.now() + sliceTime;
  for (let k = 0; k < size; k++) {
    for (let l = k + 1; l < size; l++) products[l] = rich(points, k, l);
    for (let i = 0; i < chosen.length; i++) {
      const weights = near[i]!;
      const row = sums[i]!;
      const weight = weights[k]!;
      let own = 0;
      for (let l = k + 1; l < size; l++) {
        row[l]! += weight * products[l]!;
        own += weights[l]! * products[l]!;
      }
      row[k]! += own;
    }
    if (performance.now() < deadline) continue;
    await yieldToEventLoop();
    signal?.throwIfAborted();
    deadline = performance.now() + sliceTime;
  }
  const predicted = new Float64Array(chosen.length ** 2);
  for (let i = 0; i < chosen.length; i++) {
    for (let j = 0; j < chosen.length; j++) {
      let sum = 0;
      for (let l = 0; l < size; l++) sum += sums[i]![l]! * near[j]![l]!;
      predicted[i * chosen.length + j] = sum;
    }
  }
  return predicted;
}

/** `|x_k - x_l| |y_k - y_l|`. */
function rich({ inputs, targets, inputDim, outputDim }: PointSet, k: number, l: number): number {
  const dy2 = squaredDistance(targets, k * outputDim, l * outputDim, outputDim);
  return dy2 === 0 ? 0 : Math.sqrt(dy2 * squaredDistance(inputs, k * inputDim, l * inputDim, inputDim));
}

/** Four sums that do not wait for each other: this is nearly all of the work. */
function squaredDistance(values: Float32Array, a: number, b: number, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < length; k += 4) {
    const d0 = values[a + k]! - values[b + k]!;
    const d1 = values[a + k + 1]! - values[b + k + 1]!;
    const d2 = values[a + k + 2]! - values[b + k + 2]!;
    const d3 = values[a + k + 3]! - values[b + k + 3]!;
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; k < length; k++) s0 += (values[a + k]! - values[b + k]!) ** 2;
  return s0 + s1 + (s2 + s3);
}
