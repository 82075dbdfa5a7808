import type { PointSet } from './point-set.ts';

/** Size of the two-context task. */
export interface ContextOptions {
  /** Pixels along each side of the picture, evenly spaced on [-1, 1], from 2. The paper has 5. */
  readonly pixels: number;
  /** Positions of the blob along each coordinate, evenly spaced on [-1, 1], from 2. The paper has 30. */
  readonly positions: number;
}

/**
 * Pictures of one blob, each shown twice: with the context (1, 0) the target is the blob's first coordinate, with (0, 1)
 * its second (SCIENCE §3, `context`). The blob is a Gaussian of standard deviation 1 whose pixels sum to 1.
 *
 * Point `context * positions^2 + first * positions + second` has its blob at the `first`-th and `second`-th position.
 * Inputs are the `pixels^2` pixels, the first coordinate along each row of them, and the two context units.
 * @throws RangeError if a number is not an integer from 2.
 */
export function contextBlobs({ pixels, positions }: ContextOptions): PointSet {
  for (const [name, value] of Object.entries({ pixels, positions })) {
    if (!Number.isInteger(value) || value < 2)
      throw new RangeError(`${name} is ${value}; allowed is an integer from 2.`);
  }
  const at = evenly(pixels);
  const centres = evenly(positions);
  const inputDim = pixels * pixels + 2;
  const size = 2 * positions * positions;
  const inputs = new Float32Array(size * inputDim);
  const targets = new Float32Array(size);
  for (let point = 0; point < size; point++) {
    const context = Math.floor(point / (positions * positions));
    const first = centres[Math.floor(point / positions) % positions]!;
    const second = centres[point % positions]!;
    const blob = at.flatMap((y) => at.map((x) => Math.exp(-((x - first) ** 2 + (y - second) ** 2) / 2)));
    const sum = blob.reduce((total, value) => total + value, 0);
    inputs.set(
      blob.map((value) => value / sum),
      point * inputDim,
    );
    inputs[point * inputDim + pixels * pixels + context] = 1;
    targets[point] = context === 0 ? first : second;
  }
  return { size, inputDim, outputDim: 1, inputs, targets };
}

/** `count` numbers from -1 to 1. */
function evenly(count: number): number[] {
  return Array.from({ length: count }, (_, n) => (2 * n) / (count - 1) - 1);
}
