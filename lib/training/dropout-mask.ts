/**
 * Dropout by counted random numbers: the mask of a number depends on the seed, the step, the layer and its place alone.
 * `kernel/assembly/dropout.ts` is the same rule for the kernel, so that both engines drop the same numbers.
 */

const golden = 0x9e3779b9;

/** Mixes all bits of a 32-bit number. */
function mixed(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The number, of all 2^32, below which a draw is dropped: probability `rate`, from 0 to below 1. */
export function dropThreshold(rate: number): number {
  return Math.min(2 ** 32 - 1, Math.round(rate * 2 ** 32));
}

/** What the numbers that are kept are multiplied by, as a float32. */
export function keptScale(rate: number): number {
  return Math.fround(1 / (1 - rate));
}

/** Which mask: of the update that follows `step` updates, before affine map `layer` (0 is the input's). */
export interface MaskPlace {
  readonly seed: number;
  readonly step: number;
  readonly layer: number;
}

/** Factors, 0 or `1 / (1 - rate)`, of `points * units` numbers, `[points][units]` row-major. */
export function dropoutMask(
  { seed, step, layer }: MaskPlace,
  rate: number,
  points: number,
  units: number,
): Float32Array {
  const key = mixed(mixed(mixed(seed + golden) + step + golden) + Math.imul(layer + 1, golden));
  const threshold = dropThreshold(rate);
  const scale = keptScale(rate);
  return Float32Array.from({ length: points * units }, (_, index) =>
    mixed(key + Math.imul(index + 1, golden)) >= threshold ? scale : 0,
  );
}
