import { countParameters, denseShapes, type Architecture, type NetworkSize } from '../architecture.ts';

/**
 * A dense network: `depth` hidden layers of `width` units with one activation, then a linear output layer. Readable are
 * the post-activation values of each hidden layer, the first being layer 0.
 */
export interface MlpSpec extends NetworkSize {
  readonly kind: 'mlp';
}

export const mlp: Architecture<MlpSpec> = {
  name: 'MLP',
  constants: {},
  shapes: denseShapes,
  layerCount: ({ depth }) => depth,
  layerSize: ({ width }) => width,
  multiplications: (spec) => countParameters(denseShapes(spec)),
  fault: () => undefined,
};
