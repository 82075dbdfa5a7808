import { z } from 'zod';
import { digitKinds, digitPixels } from '../../datasets/mnist.ts';
import { layerCount, networkSpec, specFault, type NetworkSpec } from '../../networks/network.ts';
import { twoPointsShape as common } from '../two-points/parameters.ts';

/** Parameters of one run on handwritten digits. */
export const mnistShape = {
  architecture: common.architecture,
  optimizer: common.optimizer
    .unwrap()
    .default('sgd')
    .meta({ description: 'Optimiser of every batch: sgd, momentum (0.9), or adam (betas 0.9 and 0.999).' }),
  activation: common.activation,
  width: common.width.unwrap().default(100).meta(common.width.meta()!),
  depth: common.depth.unwrap().default(4).meta(common.depth.meta()!),
  layer: common.layer,
  gain: common.gain.unwrap().default(0.5).meta(common.gain.meta()!),
  lr: z.number().positive().max(10).default(0.5).meta({ description: 'Learning rate of the optimiser, per batch.' }),
  epochs: z.int().min(1).max(1000).default(30).meta({ description: 'Times that every digit is trained on.' }),
  batch: z
    .int()
    .min(2)
    .max(4096)
    .default(64)
    .meta({ description: 'Digits per batch; the last of an epoch has the rest.' }),
  images: z
    .int()
    .min(100)
    .max(60_000)
    .default(2000)
    .meta({ description: 'Digits that are trained on: the first ones of the training set, 60,000 being all.' }),
  digits: z
    .int()
    .min(10)
    .max(500)
    .default(100)
    .meta({ description: 'Digits whose distances are recorded: the first ones of the training set, sorted by label.' }),
  first: z
    .int()
    .min(0)
    .max(499)
    .default(1)
    .meta({ description: 'Place of the first digit of the pair whose h, y, w are seen.' }),
  second: z.int().min(0).max(499).default(3).meta({ description: 'Place of the second digit of that pair.' }),
  neighbours: z.int().min(10).max(60_000).default(1000).meta({
    description: "Digits that the theory's matrix averages over: the first ones; the paper's code takes 10,000.",
  }),
  seed: z
    .int()
    .min(0)
    .max(0xffffffff)
    .default(1)
    .meta({ description: 'Seed of the initial weights, of the order of the digits and of dropout, 32 bits unsigned.' }),
};

const shape = z.strictObject(mnistShape);
type Given = z.output<typeof shape>;

/** The network that the parameters ask for. */
export function mnistNetwork({
  architecture,
  width,
  depth,
  activation,
}: Pick<Given, 'architecture' | 'width' | 'depth' | 'activation'>): NetworkSpec {
  return networkSpec(architecture, { inputDim: digitPixels, outputDim: digitKinds, width, depth, activation });
}

/** What is wrong with parameters that are each in range, by the field that says so. */
function* faults(given: Given & { layer: number }): Generator<[keyof Given, string]> {
  const network = mnistNetwork(given);
  const fault = specFault(network);
  if (fault !== undefined) {
    yield ['width', fault.replace('network.', '')];
  } else if (given.layer >= layerCount(network)) {
    yield ['layer', `layer is ${given.layer}, but this network has hidden layers 0 to ${layerCount(network) - 1}.`];
  }
  if (given.images < given.digits) {
    yield ['digits', `digits is ${given.digits}; no more than the ${given.images} that are trained on are allowed.`];
  }
  if (given.neighbours < given.digits) {
    yield ['neighbours', `neighbours is ${given.neighbours}; the ${given.digits} digits must be among them.`];
  }
  for (const name of ['first', 'second'] as const) {
    if (given[name] >= given.digits) {
      yield [name, `${name} is ${given[name]}; it must be one of the ${given.digits} digits, from 0.`];
    }
  }
  if (given.first === given.second) yield ['second', `second is ${given.second}, the first digit; it must be another.`];
}

/** Complete parameters: what `mnistParameters.parse` returns. */
export const mnistParameters = shape
  .transform((given) => ({ ...given, layer: given.layer ?? Math.floor(layerCount(mnistNetwork(given)) / 2) }))
  .superRefine((given, issues) => {
    for (const [name, message] of faults(given)) issues.addIssue({ code: 'custom', path: [name], message });
  });
export type MnistParameters = z.output<typeof mnistParameters>;

/** The paper's two settings. Both are trained for 200 epochs there, which `epochs` shortens. */
export const mnistSettings = {
  structure: { optimizer: 'adam', lr: 0.005 },
  trajectories: { optimizer: 'sgd', lr: 0.003 },
} as const;
export type MnistSettingId = keyof typeof mnistSettings;

/** A setting of the paper at full size: 4 hidden layers of 200 units on all 60,000 digits. */
export function paperMnistParameters(id: MnistSettingId, seed: number, epochs = 200): MnistParameters {
  const size = { width: 200, depth: 4, gain: 0.5, images: 60_000, neighbours: 10_000 };
  return mnistParameters.parse({ ...mnistSettings[id], ...size, epochs, seed });
}
