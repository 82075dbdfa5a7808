import { z } from 'zod';
import { activations, architectures, type MlpSpec } from '../../networks/network.ts';
import { paperSettings, type PaperSettingId } from '../../networks/settings.ts';
import { optimizers } from '../../training/trainer.ts';

/** Parameters of one two-point run. Each field's meaning is its `description`; the API's documents are made from it. */
export const twoPointsShape = {
  architecture: z.enum(architectures).default('mlp').meta({ description: 'Kind of network; mlp is a dense one.' }),
  optimizer: z
    .enum(optimizers)
    .default('sgd')
    .meta({ description: 'Optimiser; sgd is plain full-batch gradient descent.' }),
  activation: z
    .enum(activations)
    .default('leaky_relu')
    .meta({ description: 'Elementwise nonlinearity of the hidden layers.' }),
  width: z.int().min(1).max(1024).default(100).meta({ description: 'Units per hidden layer.' }),
  depth: z.int().min(1).max(32).default(3).meta({ description: 'Number of hidden layers.' }),
  layer: z
    .int()
    .min(0)
    .max(31)
    .optional()
    .meta({ description: 'Hidden layer that is read, from 0; the middle one, floor(depth / 2), if not given.' }),
  gain: z
    .number()
    .positive()
    .max(10)
    .default(0.6)
    .meta({ description: 'Scale of the initial weights: sd = gain * sqrt(2 / (fan_in + fan_out)), biases 0.' }),
  lr: z.number().positive().max(10).default(0.05).meta({ description: 'Learning rate of gradient descent, per step.' }),
  steps: z.int().min(1).max(100_000).default(510).meta({ description: 'Number of full-batch updates.' }),
  seed: z
    .int()
    .min(0)
    .max(0xffffffff)
    .default(1)
    .meta({ description: 'Seed of the initial weights, an unsigned 32-bit integer.' }),
  dx2: z.number().positive().max(100).default(1).meta({ description: 'Squared distance of the two inputs.' }),
  dy2: z.number().min(0).max(100).default(0.5).meta({ description: 'Squared distance of the two targets.' }),
  centre: z
    .number()
    .min(-100)
    .max(100)
    .default(-0.5)
    .meta({ description: "Midpoint of the two inputs: -0.5 is the paper's pair (-1, 0), 0 a centred pair." }),
};

/** Fills in the layer that is read if none is given: the middle one. */
export function fillLayer<Given extends { depth: number; layer?: number | undefined }>(given: Given) {
  return { ...given, layer: given.layer ?? Math.floor(given.depth / 2) };
}

/** Arguments of Zod's `refine` that refuse a layer which the network does not have. */
export const layerExists = [
  ({ layer, depth }: { layer: number; depth: number }) => layer < depth,
  {
    path: ['layer'] as string[],
    error: ({ input }: { input?: unknown }) => {
      const { layer, depth } = input as { layer: number; depth: number };
      return `layer is ${layer}, but a network of depth ${depth} has hidden layers 0 to ${depth - 1}.`;
    },
  },
] as const;

/** Complete parameters: what `twoPointsParameters.parse` returns. */
export const twoPointsParameters = z
  .strictObject(twoPointsShape)
  .transform(fillLayer)
  .refine(...layerExists);
export type TwoPointsParameters = z.output<typeof twoPointsParameters>;

/** The network that the parameters ask for. */
export function networkOf({ width, depth, activation }: TwoPointsParameters): MlpSpec {
  return { kind: 'mlp', inputDim: 1, outputDim: 1, width, depth, activation };
}

/** Number of updates in the paper's trajectory figures: twice the 3000 of its settings table. */
const paperSteps = 6000;

/** Parameters of a setting of the paper as its trajectory figures train it: half the table's rate, twice its steps. */
export function paperParameters(id: PaperSettingId, seed: number): TwoPointsParameters {
  const { activation, gain, tableLearningRate, width, depth, layer } = paperSettings[id];
  return twoPointsParameters.parse({
    activation,
    gain,
    width,
    depth,
    layer,
    seed,
    lr: tableLearningRate / 2,
    steps: paperSteps,
  });
}
