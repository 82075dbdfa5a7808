import { z } from 'zod';
import type { NetworkSpec } from '../../networks/network.ts';
import { checkNetwork, fillLayer, networkOf, twoPointsShape } from '../two-points/parameters.ts';
import { xorPoints } from './points.ts';

const common = z.strictObject(twoPointsShape).omit({ dx2: true, dy2: true, centre: true }).shape;

/** Parameters of one XOR run: those of two-points, without the geometry of a pair. */
export const xorShape = {
  ...common,
  activation: common.activation.unwrap().default('relu').meta(common.activation.meta()!),
  lr: common.lr
    .unwrap()
    .default(0.05)
    .meta({ description: 'Learning rate for the mean squared error, which has no factor 1/2 here, as in the paper.' }),
  depth: common.depth.unwrap().default(10).meta(common.depth.meta()!),
  steps: common.steps.unwrap().default(2000).meta(common.steps.meta()!),
  gain: common.gain.unwrap().default(0.75).meta(common.gain.meta()!),
};

/** Complete parameters: what `xorParameters.parse` returns. */
export const xorParameters = z.strictObject(xorShape).transform(fillLayer).superRefine(checkNetwork);
export type XorParameters = z.output<typeof xorParameters>;

/** The network that the parameters ask for. */
export function xorNetwork(parameters: XorParameters): NetworkSpec {
  return networkOf(parameters, xorPoints);
}

const deep = { width: 500, depth: 20, layer: 10 } as const;

/**
 * The paper's four settings, all ReLU, by name. `steps` is one less than its number of epochs: its program records before
 * each update, so that what it calls final is the state before the last one.
 */
export const xorSettings = {
  rich: { ...deep, gain: 0.85, lr: 0.015, steps: 2999 },
  intermediate: { ...deep, gain: 1.25, lr: 0.002, steps: 999 },
  lazy: { ...deep, gain: 2, lr: 3e-9, steps: 999 },
  shallow: { width: 500, depth: 1, layer: 0, gain: 0.0015, lr: 0.03, steps: 1999 },
} as const;
export type XorSettingId = keyof typeof xorSettings;

/** Parameters of a setting of the paper. */
export function paperXorParameters(id: XorSettingId, seed: number): XorParameters {
  return xorParameters.parse({ ...xorSettings[id], seed });
}
