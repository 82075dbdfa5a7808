import { twoPoints } from '../lib/datasets/two-points.ts';
import { initialise } from '../lib/networks/initialise.ts';
import { networkSpec } from '../lib/networks/network.ts';
import type { TrainerSetup } from '../lib/training/trainer.ts';

/**
 * The nets that the engines are timed on, by name; the last two have the sizes, the gain and the layer of the paper's `skip`
 * and `dropout` settings. `layer` is the entry of the list of representations that is read.
 */
const nets = {
  '20x500': { kind: 'mlp', depth: 20, width: 500, layer: 10, gain: 1 },
  '20x100': { kind: 'mlp', depth: 20, width: 100, layer: 10, gain: 1 },
  '5x100': { kind: 'mlp', depth: 5, width: 100, layer: 2, gain: 1 },
  'residual-20x500': { kind: 'residual', depth: 20, width: 500, layer: 10, gain: 0.1 },
  'dropout-10x500': { kind: 'dropout', depth: 10, width: 500, layer: 5, gain: 1 },
} as const;

export type NetName = keyof typeof nets;
export const netNames = Object.keys(nets) as NetName[];

/** Whether a net is a plain MLP, which the yardsticks outside our engines have. */
export const isMlp = (name: NetName): boolean => nets[name].kind === 'mlp';

const made = new Map<NetName, TrainerSetup>();

/** One of the nets on the paper's two points, with its seeded weights. */
export function setupOf(name: NetName, learningRate: number): TrainerSetup {
  const { kind, depth, width, layer, gain } = nets[name];
  const network = networkSpec(kind, { inputDim: 1, outputDim: 1, width, depth, activation: 'leaky_relu' });
  const setup = made.get(name) ?? {
    network,
    parameters: initialise(network, { gain, seed: 1 }),
    points: twoPoints({ dx2: 1, dy2: 0.5, centre: -0.5 }),
    learningRate,
    layer,
    noiseSeed: 1,
  };
  made.set(name, setup);
  return { ...setup, learningRate };
}
