import type { Activation } from './network.ts';

/** How text and controls write the activations. */
export const activationNames: Readonly<Record<Activation, string>> = {
  leaky_relu: 'leaky ReLU',
  relu: 'ReLU',
  tanh: 'tanh',
  elu: 'ELU',
  swish: 'swish',
  linear: 'linear',
  gelu: 'GELU',
};
