import type { Activation, Architecture } from './network.ts';

/** One row of the paper's settings table for the two-point experiment (SCIENCE §3). */
export interface PaperSetting {
  /** `mlp` if not given. */
  readonly architecture?: Architecture;
  /** `sgd` if not given; the paper's notebooks never build the Adam that its table names, the reference runs do. */
  readonly optimizer?: 'sgd' | 'adam';
  readonly activation: Activation;
  readonly gain: number;
  /** The learning rate as the table prints it; the trajectory figures use half of it and twice the steps. */
  readonly tableLearningRate: number;
  readonly width: number;
  readonly depth: number;
  /** Entry of the architecture's list of representations that is read, from 0. */
  readonly layer: number;
}

const deep = { width: 500, depth: 20, layer: 10 } as const;
const deepLeaky = { activation: 'leaky_relu', ...deep } as const;

/** All settings of the paper, by the names of its table. */
export const paperSettings = {
  default: { ...deepLeaky, gain: 1, tableLearningRate: 0.01 },
  shallow: { activation: 'leaky_relu', gain: 0.35, tableLearningRate: 0.02, width: 500, depth: 2, layer: 1 },
  narrow: { activation: 'leaky_relu', gain: 1.05, tableLearningRate: 0.01, width: 50, depth: 20, layer: 10 },
  linear: { activation: 'linear', gain: 0.85, tableLearningRate: 0.0025, ...deep },
  elu: { activation: 'elu', gain: 0.95, tableLearningRate: 0.0009, ...deep },
  tanh: { activation: 'tanh', gain: 0.85, tableLearningRate: 0.0025, ...deep },
  relu: { activation: 'relu', gain: 1, tableLearningRate: 0.01, ...deep },
  swish: { activation: 'swish', gain: 1.7, tableLearningRate: 0.005, ...deep },
  'gain_0.9': { ...deepLeaky, gain: 0.9, tableLearningRate: 0.03 },
  'gain_1.1': { ...deepLeaky, gain: 1.1, tableLearningRate: 0.005 },
  'gain_1.2': { ...deepLeaky, gain: 1.2, tableLearningRate: 0.0025 },
  'gain_1.3': { ...deepLeaky, gain: 1.3, tableLearningRate: 0.0015 },
  'gain_1.4': { ...deepLeaky, gain: 1.4, tableLearningRate: 0.0005 },
  'gain_1.6': { ...deepLeaky, gain: 1.6, tableLearningRate: 0.000003 },
  skip: { architecture: 'residual', ...deepLeaky, gain: 0.1, tableLearningRate: 0.02 },
  cnn: {
    architecture: 'cnn',
    activation: 'leaky_relu',
    gain: 0.95,
    tableLearningRate: 0.004,
    width: 500,
    depth: 10,
    layer: 5,
  },
  dropout: {
    architecture: 'dropout',
    activation: 'leaky_relu',
    gain: 1,
    tableLearningRate: 0.01,
    width: 500,
    depth: 10,
    layer: 5,
  },
  adam: { ...deepLeaky, optimizer: 'adam', gain: 1, tableLearningRate: 0.000001 },
  two_layer: { activation: 'linear', gain: 0.1, tableLearningRate: 0.01, width: 500, depth: 1, layer: 0 },
} as const satisfies Record<string, PaperSetting>;

export type PaperSettingId = keyof typeof paperSettings;
