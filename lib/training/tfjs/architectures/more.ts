import { cnnForward } from './cnn.ts';
import { dropoutForward } from './dropout.ts';
import { gruForward } from './gru.ts';
import type { Forwards } from './index.ts';
import { layerNormForward } from './layer-norm.ts';
import { transformerForward } from './transformer.ts';

/** Architectures that need more operations than plain dense nets: one line each. */
export const moreForwards: Forwards = {
  dropout: dropoutForward,
  cnn: cnnForward,
  layer_norm: layerNormForward,
  transformer: transformerForward,
  gru: gruForward,
};
