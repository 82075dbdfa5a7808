import { z } from 'zod';
import { mnistShape } from '../../experiments/mnist/parameters.ts';
import { digitNetworkParameters, digitNetworks } from '../../experiments/mnist/presets.ts';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { sidesOf, twoNetworksColumns } from './table.ts';

const labels = Object.fromEntries(digitNetworks.map(({ id, label }) => [id, label]));

const networkOn = (side: string, initial: string) =>
  z
    .enum(digitNetworks.map(({ id }) => id))
    .default(initial)
    .meta({
      title: `${side} network`,
      'x-control': { labels } satisfies ControlHints,
      description: `The network on the ${side.toLowerCase()}: ${digitNetworks.map(({ id, label }) => `${id} (${label})`).join('; ')}.`,
    });

const seedOn = (side: string, initial: number) =>
  mnistShape.seed
    .unwrap()
    .default(initial)
    .meta({
      title: `${side} seed`,
      'x-control': { slider: { min: 1, max: 20 } } satisfies ControlHints,
      description: `Seed of the network on the ${side.toLowerCase()}: of its initial weights and of the order of the digits.`,
    });

/** By default two networks as different as they come. */
export const twoNetworksShape = {
  left: networkOn('Left', 'relu'),
  leftSeed: seedOn('Left', 1),
  right: networkOn('Right', 'tanh'),
  rightSeed: seedOn('Right', 2),
};
export type TwoNetworksState = z.output<z.ZodObject<typeof twoNetworksShape>>;

/** Two networks that learn the same digits, and how alike they arrange them. */
export const twoNetworks: FigureDefinition<TwoNetworksState> = {
  id: 'two-networks',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(twoNetworksShape),
  shape: twoNetworksShape,
  columns: twoNetworksColumns,
  live: (state) =>
    sidesOf(state).map(({ network, seed }) => ({
      experiment: 'mnist',
      parameters: digitNetworkParameters(network, seed),
    })),
};
