import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { depthColumns } from './table.ts';

export const depthShape = {
  network: z
    .enum(['default', 'tanh', 'relu', 'skip'])
    .default('default')
    .meta({
      title: 'Network',
      'x-control': {
        labels: { default: 'leaky ReLU, the default', tanh: 'tanh', relu: 'ReLU', skip: 'residual' },
      } satisfies ControlHints,
      description: 'Setting of the paper whose layers are shown, all of 20 hidden layers of 500 units.',
    }),
  error: z
    .enum(['residual', 'unexplained'])
    .default('residual')
    .meta({
      title: 'Error of the fit',
      'x-control': { labels: { residual: 'sum of squares', unexplained: '1 − R²' } } satisfies ControlHints,
      description:
        'How the fit of a layer is judged: by the sum of squared residuals over steps, as in the paper, or by the share of ' +
        'the variance that it leaves unexplained, which can be compared between networks.',
    }),
};
export type DepthState = z.output<z.ZodObject<typeof depthShape>>;

/** The theory fitted to every hidden layer of one run: where in the network does it hold? */
export const depth: FigureDefinition<DepthState> = {
  id: 'depth',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(depthShape),
  shape: depthShape,
  columns: depthColumns,
};
