import { paperPresets, type Preset } from '../two-points/presets.ts';

/**
 * Architectures beyond the paper. Each was chosen by trying, so that all of 20 seeds learn both targets; steps are about
 * twice those of the slowest seed, since pooled R^2 depends on how much of the settled end it counts. How well the theory
 * then fits was not a reason for a choice.
 */
export const modernNetworks: readonly Preset[] = [
  {
    id: 'gelu',
    label: 'GELU, 3 × 100',
    note: 'An activation that halves small signals, as swish does: it needs a larger gain than leaky ReLU.',
    parameters: { activation: 'gelu', gain: 0.9, steps: 900 },
  },
  {
    id: 'gelu-deep',
    label: 'GELU, 8 × 100',
    // At a gain of 1.1 the plateau takes more than 1500 steps, at 1.3 three times as long as here.
    note: 'More layers halve small signals more often.',
    parameters: { activation: 'gelu', depth: 8, gain: 1.5, lr: 0.02, steps: 700 },
  },
  {
    id: 'layer-norm',
    label: 'LayerNorm, 3 × 100',
    // Normalisation makes the first h a matter of the inputs, not of the gain: at dx2 = 1 it is 10 already, no learning is
    // rich, and the theory fits nothing. Closer inputs are the way to a representation that has to move.
    note: 'Normalised layers keep distances whatever the gain, so the two inputs are closer here.',
    parameters: { architecture: 'layer_norm', gain: 0.6, lr: 0.005, steps: 330, dx2: 0.0625 },
  },
  {
    id: 'transformer',
    label: 'Transformer, 2 blocks × 16',
    // Above a gain of 0.5 it is learnt within 20 steps and h hardly moves; a rate of 0.01 trains too, in half the steps.
    note: 'Attention over four tokens, dense layers and a residual stream; inputs closer, as with LayerNorm.',
    parameters: {
      architecture: 'transformer',
      activation: 'gelu',
      width: 16,
      depth: 2,
      gain: 0.3,
      lr: 0.005,
      steps: 400,
      dx2: 0.25,
    },
  },
  {
    id: 'gru',
    label: 'GRU, 4 steps × 32',
    note: 'A recurrent unit that reads the same input four times; the layer that is read is a time.',
    parameters: { architecture: 'gru', activation: 'tanh', width: 32, depth: 4, gain: 0.3, lr: 0.05, steps: 560 },
  },
];

/**
 * One network under other optimisers, at rates that people use: 3 x 100 as in the first preset of the live figure, and
 * 8 x 100 as in its second. The first of each is plain gradient descent, to compare with.
 */
export const optimiserNetworks: readonly Preset[] = [
  {
    id: 'sgd',
    label: 'Gradient descent, 3 × 100',
    note: 'The network of the first preset.',
    parameters: {},
  },
  {
    id: 'momentum',
    label: 'Momentum, 3 × 100',
    // A constant gradient is followed 1/(1 - 0.9) = 10 times as fast: the rate of plain descent divided by 10 is its like.
    note: 'A tenth of the rate of plain descent, which is the same speed on the plateau.',
    parameters: { optimizer: 'momentum', lr: 0.005, steps: 640 },
  },
  {
    id: 'momentum-fast',
    label: 'Momentum, 3 × 100, faster',
    note: 'The rate of plain descent itself: the rise is as short as the memory of the velocity.',
    parameters: { optimizer: 'momentum', lr: 0.05, steps: 150 },
  },
  {
    id: 'adam',
    label: 'Adam, 3 × 100',
    note: 'The rate that programs start from, 0.001.',
    parameters: { optimizer: 'adam', lr: 0.001, steps: 150 },
  },
  {
    id: 'adam-slow',
    label: 'Adam, 3 × 100, slower',
    note: 'A tenth of that: Adam moves every weight by about its rate at each step, however small the gradient is.',
    parameters: { optimizer: 'adam', lr: 0.0001, steps: 720 },
  },
  {
    id: 'sgd-deep',
    label: 'Gradient descent, 8 × 100',
    note: 'The network of the second preset.',
    parameters: { depth: 8, gain: 0.9, lr: 0.02, steps: 960 },
  },
  {
    id: 'momentum-deep',
    label: 'Momentum, 8 × 100',
    note: 'A tenth of the rate of plain descent.',
    parameters: { depth: 8, gain: 0.9, optimizer: 'momentum', lr: 0.002, steps: 1200 },
  },
  {
    id: 'adam-deep',
    label: 'Adam, 8 × 100',
    note: 'A tenth of the usual rate; at 0.001 it has learnt within 40 steps.',
    parameters: { depth: 8, gain: 0.9, optimizer: 'adam', lr: 0.0001, steps: 320 },
  },
];

/** Every network that is trained on two points: the paper's settings at full size, then ours. */
export const architectureNetworks: readonly Preset[] = [...paperPresets, ...modernNetworks, ...optimiserNetworks];
