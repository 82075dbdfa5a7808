import { countParameters, denseShapes, type Architecture, type NetworkSize } from '../architecture.ts';

/**
 * The authors' ResNet: `a_n = f(W_n a_{n-1} + b_n) + a_{n-2}` for `2 <= n <= depth - 1`. The skip jumps over two layers and
 * joins after the nonlinearity; layers 0 and 1 and the output have none, so that nets of depth 1 and 2 are plain MLPs.
 * Readable are the values of each hidden layer with what the skip added.
 */
export interface ResidualSpec extends NetworkSize {
  readonly kind: 'residual';
}

export const residual: Architecture<ResidualSpec> = {
  name: 'residual MLP',
  constants: {},
  shapes: denseShapes,
  layerCount: ({ depth }) => depth,
  layerSize: ({ width }) => width,
  multiplications: (spec) => countParameters(denseShapes(spec)),
  fault: () => undefined,
};

/** Whether layer `n` of a residual net of this depth receives the values of layer `n - 2`. */
export function hasSkip(n: number, depth: number): boolean {
  return n >= 2 && n < depth;
}
