import type { Architecture, NetworkSpec, SpecOf } from '../../../networks/network.ts';
import type { ForwardPass } from './forward.ts';
import { mlpForward } from './mlp.ts';
import { residualForward } from './residual.ts';

/** Forward passes by kind of network: one line per architecture, and its file. */
export type Forwards = { readonly [Kind in Architecture]?: ForwardPass<SpecOf<Kind>> };

/** The plain dense nets, which are there at once; `more.ts` has those that are loaded when they are first needed. */
const baseForwards: Forwards = {
  mlp: mlpForward,
  residual: residualForward,
};

/** The forward pass of a kind of network among `forwards`, undefined if it is not there. */
export function forwardOf(kind: Architecture, forwards: Forwards = baseForwards): ForwardPass<NetworkSpec> | undefined {
  return forwards[kind] as ForwardPass<NetworkSpec> | undefined;
}
