import { z } from 'zod';
import { liveGains, liveXorParameters } from '../../experiments/xor/live.ts';
import { xorShape } from '../../experiments/xor/parameters.ts';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { xorRunColumns } from './table.ts';

/** By default a rich network. */
export const xorRunShape = {
  gain: z
    .number()
    .min(liveGains.min)
    .max(liveGains.max)
    .default(0.8)
    .meta({
      title: 'Gain',
      'x-control': { slider: { step: liveGains.step } } satisfies ControlHints,
      description: 'Gain of the initial weights, from rich to lazy; the learning rate follows it.',
    }),
  seed: xorShape.seed
    .unwrap()
    .default(1)
    .meta({
      title: 'Seed',
      'x-control': { slider: { min: 1, max: 20 } } satisfies ControlHints,
      description: 'Seed of the initial weights.',
    }),
};
export type XorRunState = z.output<z.ZodObject<typeof xorRunShape>>;

/** One network that learns XOR, from its first step to its last, at any gain from rich to lazy. */
export const xorRun: FigureDefinition<XorRunState> = {
  id: 'xor-run',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(xorRunShape),
  shape: xorRunShape,
  columns: xorRunColumns,
  live: ({ gain, seed }) => [{ experiment: 'xor', parameters: liveXorParameters(gain, seed) }],
};
