import { countParameters, dense, type Architecture, type NetworkSize, type ParameterShape } from '../architecture.ts';

/**
 * A gated recurrent unit of `width` units that reads the same input at each of `depth` time steps, from state 0, and a
 * linear output of its last state (beyond the paper). PyTorch's `GRU`:
 *
 *     r = sigmoid(W_ir x + b_ir + W_hr h + b_hr),   z = sigmoid(W_iz x + b_iz + W_hz h + b_hz)
 *     n = f(W_in x + b_in + r * (W_hn h + b_hn)),   h = (1 - z) * n + z * h
 *
 * with the net's activation as f; tanh is the usual one. The list of representations is the state after each time step, so
 * that a layer is a time here. Blocks: input maps `[3 width][inputDim]` and recurrent maps `[3 width][width]`, rows r, z, n
 * as in PyTorch (Xavier's fans are those of one gate), then the output.
 */
export interface GruSpec extends NetworkSize {
  readonly kind: 'gru';
}

/** Gates, r and z, and the candidate n. */
const parts = 3;

function gates(inputDim: number, width: number): ParameterShape {
  return { inputDim, outputDim: parts * width, weight: { fanIn: inputDim, fanOut: width }, bias: 'zeros' };
}

function shapes({ inputDim, outputDim, width }: GruSpec): ParameterShape[] {
  return [gates(inputDim, width), gates(width, width), dense(width, outputDim)];
}

export const gru: Architecture<GruSpec> = {
  name: 'GRU',
  constants: {},
  shapes,
  layerCount: ({ depth }) => depth,
  layerSize: ({ width }) => width,
  multiplications: (spec) => countParameters(shapes(spec)) * spec.depth,
  fault: () => undefined,
};
