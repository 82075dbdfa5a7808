import { z } from 'zod';
import {
  activations,
  architectureNames,
  architectures,
  layerCount,
  networkSpec,
  specFault,
  type Activation,
  type Architecture,
  type NetworkSpec,
} from '../../networks/network.ts';
import { paperSettings, type PaperSetting, type PaperSettingId } from '../../networks/settings.ts';
import { optimizers } from '../../training/trainer.ts';

/** Parameters of one two-point run. Each field's meaning is its `description`; the API's documents are made from it. */
export const twoPointsShape = {
  architecture: z
    .enum(architectures)
    .default('mlp')
    .meta({
      description:
        `Kind of network: ${architectures.map((kind) => `${kind} (${architectureNames[kind]})`).join(', ')}. Dropout is 10 % ` +
        'before every map, the CNN has kernel 11 and 20 channels, the transformer 4 tokens, and the GRU reads the point at ' +
        'each step.',
    }),
  optimizer: z.enum(optimizers).default('sgd').meta({
    description: 'Full-batch optimiser: sgd plain gradient descent, momentum (0.9), or adam (betas 0.9 and 0.999).',
  }),
  activation: z.enum(activations).default('leaky_relu').meta({
    description: "Elementwise nonlinearity of the hidden layers; a gru's is that of its candidate state.",
  }),
  width: z
    .int()
    .min(1)
    .max(1024)
    .default(100)
    .meta({ description: 'Units per hidden layer; positions of a cnn, units per token of a transformer.' }),
  depth: z.int().min(1).max(32).default(3).meta({
    description:
      'Number of hidden layers; blocks of a transformer, time steps of a gru, convolutions less one of a cnn.',
  }),
  layer: z
    .int()
    .min(0)
    .max(64)
    .optional()
    .meta({
      description:
        "Hidden layer that is read, from 0: an index into the architecture's list of representations; the middle one if " +
        'not given, floor(depth / 2) in dense nets.',
    }),
  gain: z
    .number()
    .positive()
    .max(10)
    .default(0.6)
    .meta({ description: 'Scale of the initial weights: sd = gain * sqrt(2 / (fan_in + fan_out)), biases 0.' }),
  lr: z.number().positive().max(10).default(0.05).meta({ description: 'Learning rate of the optimiser, per step.' }),
  steps: z.int().min(1).max(100_000).default(510).meta({ description: 'Number of full-batch updates.' }),
  seed: z
    .int()
    .min(0)
    .max(0xffffffff)
    .default(1)
    .meta({ description: 'Seed of the initial weights and of dropout, an unsigned 32-bit integer.' }),
  dx2: z.number().positive().max(100).default(1).meta({ description: 'Squared distance of the two inputs.' }),
  dy2: z.number().min(0).max(100).default(0.5).meta({ description: 'Squared distance of the two targets.' }),
  centre: z
    .number()
    .min(-100)
    .max(100)
    .default(-0.5)
    .meta({ description: "Midpoint of the two inputs: -0.5 is the paper's pair (-1, 0), 0 a centred pair." }),
};

/** What decides the network of a run. */
interface NetworkChoice {
  readonly architecture: Architecture;
  readonly width: number;
  readonly depth: number;
  readonly activation: Activation;
}

/** The network that the parameters ask for, of one input and one output unless said otherwise. */
export function networkOf(
  { architecture, width, depth, activation }: NetworkChoice,
  dimensions: { readonly inputDim: number; readonly outputDim: number } = { inputDim: 1, outputDim: 1 },
): NetworkSpec {
  return networkSpec(architecture, { ...dimensions, width, depth, activation });
}

/** The layer in the middle of a network. */
export const middleLayer = (given: NetworkChoice): number => Math.floor(layerCount(networkOf(given)) / 2);

/** Fills in the layer that is read: the middle one. */
export function fillLayer<Given extends NetworkChoice & { readonly layer?: number | undefined }>(
  given: Given,
): Given & { layer: number } {
  return { ...given, layer: given.layer ?? middleLayer(given) };
}

/** Reports a network that cannot be, and a layer that it does not have. */
export function checkNetwork(given: NetworkChoice & { readonly layer: number }, context: z.RefinementCtx): void {
  const { layer, depth, architecture } = given;
  const network = networkOf(given);
  const fault = specFault(network);
  if (fault !== undefined) {
    context.addIssue({ code: 'custom', path: ['width'], message: fault.replace('network.', '') });
    return;
  }
  const count = layerCount(network);
  if (layer < count) return;
  const net = architecture === 'mlp' ? 'network' : `${architecture} network`;
  const message = `layer is ${layer}, but a ${net} of depth ${depth} has hidden layers 0 to ${count - 1}.`;
  const allowed = `a whole number from 0 to ${count - 1}`;
  context.addIssue({ code: 'custom', path: ['layer'], message, params: { allowed } });
}

/** Complete parameters: what `twoPointsParameters.parse` returns. */
export const twoPointsParameters = z.strictObject(twoPointsShape).transform(fillLayer).superRefine(checkNetwork);
export type TwoPointsParameters = z.output<typeof twoPointsParameters>;

/** Number of updates in the paper's trajectory figures: twice the 3000 of its settings table. */
const paperSteps = 6000;

/** Parameters of a setting of the paper as its trajectory figures train it: half the table's rate, twice its steps. */
export function paperParameters(id: PaperSettingId, seed: number): TwoPointsParameters {
  const { tableLearningRate, ...setting }: PaperSetting = paperSettings[id];
  return twoPointsParameters.parse({ ...setting, seed, lr: tableLearningRate / 2, steps: paperSteps });
}
