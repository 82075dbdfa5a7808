import { z } from 'zod';
import { layerCount, networkSpec, specFault, type NetworkSpec } from '../../networks/network.ts';
import { twoPointsShape as common } from '../two-points/parameters.ts';

/** Parameters of one run of the two-context task. */
export const contextShape = {
  architecture: common.architecture,
  optimizer: common.optimizer
    .unwrap()
    .default('sgd')
    .meta({ description: 'Optimiser of every batch: sgd, momentum (0.9), or adam (betas 0.9 and 0.999).' }),
  activation: common.activation.unwrap().default('leaky_relu').meta({
    description:
      "Elementwise nonlinearity. The authors' table says tanh, their code trains leaky_relu; both can be had here.",
  }),
  width: common.width.unwrap().default(52).meta(common.width.meta()!),
  depth: common.depth.unwrap().default(4).meta(common.depth.meta()!),
  layer: common.layer,
  gain: common.gain.unwrap().default(0.7).meta(common.gain.meta()!),
  lr: z.number().positive().max(10).default(0.2).meta({ description: 'Learning rate of the optimiser, per batch.' }),
  epochs: z.int().min(1).max(20_000).default(800).meta({ description: 'Times that every point is trained on.' }),
  batch: z
    .int()
    .min(2)
    .max(4096)
    .default(64)
    .meta({ description: 'Points per batch; the last of an epoch has the rest.' }),
  pixels: z.int().min(2).max(28).default(5).meta({ description: 'Pixels along each side of the picture.' }),
  positions: z
    .int()
    .min(3)
    .max(60)
    .default(10)
    .meta({ description: 'Positions of the blob along each coordinate; the set has twice their square points.' }),
  seed: z
    .int()
    .min(0)
    .max(0xffffffff)
    .default(1)
    .meta({ description: 'Seed of the initial weights, of the order of the points and of dropout, 32 bits unsigned.' }),
};

const shape = z.strictObject(contextShape);
type Given = z.output<typeof shape>;

/** The network that the parameters ask for. */
export function contextNetwork({
  architecture,
  width,
  depth,
  activation,
  pixels,
}: Pick<Given, 'architecture' | 'width' | 'depth' | 'activation' | 'pixels'>): NetworkSpec {
  return networkSpec(architecture, { inputDim: pixels * pixels + 2, outputDim: 1, width, depth, activation });
}

/** Complete parameters: what `contextParameters.parse` returns. */
export const contextParameters = shape
  .transform((given) => ({ ...given, layer: given.layer ?? Math.floor(layerCount(contextNetwork(given)) / 2) }))
  .superRefine((given, issues) => {
    const network = contextNetwork(given);
    const fault = specFault(network);
    const count = fault === undefined ? layerCount(network) : 0;
    if (fault !== undefined) {
      issues.addIssue({ code: 'custom', path: ['width'], message: fault.replace('network.', '') });
    } else if (given.layer >= count) {
      const message = `layer is ${given.layer}, but this network has hidden layers 0 to ${count - 1}.`;
      issues.addIssue({ code: 'custom', path: ['layer'], message });
    }
  });
export type ContextParameters = z.output<typeof contextParameters>;

/** The paper's three settings, from the largest initial weights (lazy) to the smallest (rich). */
export const contextSettings = {
  high_init: { gain: 2, lr: 0.0015, epochs: 750 },
  low_init: { gain: 0.5, lr: 0.015, epochs: 1500 },
  vlow_init: { gain: 0.275, lr: 0.05, epochs: 2000 },
} as const;
export type ContextSettingId = keyof typeof contextSettings;

/** A setting of the paper at full size: 4 hidden layers of 100 units on 2 x 30 x 30 points, as its code ran. */
export function paperContextParameters(id: ContextSettingId, seed: number): ContextParameters {
  return contextParameters.parse({ ...contextSettings[id], positions: 30, pixels: 5, width: 100, depth: 4, seed });
}
