import { xorParameters, type XorParameters } from './parameters.ts';

/** The gains that a reader may go through, from rich to lazy. */
export const liveGains = { min: 0.7, max: 1.8, step: 0.05 } as const;

/**
 * A network that learns XOR under a reader's finger: six hidden layers of 100, some tenths of a second. The rate falls with
 * the gain, because the slope of the loss grows with the product of the layers; with it every seed that was tried learnt all
 * four points at every gain (six seeds, ten gains).
 */
export function liveXorParameters(gain: number, seed: number): XorParameters {
  const lr = Number((0.05 * Math.min(1, gain ** -9)).toPrecision(2));
  return xorParameters.parse({ width: 100, depth: 6, gain, lr, steps: 1500, seed });
}
