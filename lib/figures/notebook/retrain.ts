import { twoPoints as pair } from '../../datasets/two-points.ts';
import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import { networkOf } from '../../experiments/two-points/parameters.ts';
import { layerShapes } from '../../networks/network.ts';
import type { LiveRun } from '../figure.ts';
import { fileAddress } from '../files/address.ts';
import { stateQuery } from '../state.ts';
import { twoPoints } from '../two-points/definition.ts';
import { python, type Cell } from './cell.ts';
import { activationCode, forwardCode } from './python/forward.ts';
import { initialiseCode } from './python/initialise.ts';
import { compareCode, trainCode } from './python/train.ts';

/** Whether a notebook trains such a run again. */
export const isRetrained = ({ experiment }: LiveRun): boolean => experiment === 'two-points';

/**
 * Cells that train a run again in PyTorch, from the weights that its seed gives, and set it beside what was recorded.
 * @param release that holds the run; null if it is of none.
 */
export function retrainCells({ parameters }: LiveRun, release: string | null): Cell[] {
  const given = parameters as TwoPointsParameters;
  const { gain, seed, lr, layer, steps, optimizer } = given;
  const spec = networkOf(given);
  const { inputs, targets, size } = pair(given);
  const run = fileAddress({ figure: 'two-points', release, format: 'json' }, stateQuery(twoPoints, given));
  const setup = [
    'import torch',
    '',
    `SPEC = ${python(spec)}`,
    `BLOCKS = ${python(layerShapes(spec))}`,
    `GAIN, SEED = ${gain}, ${seed}`,
    `LEARNING_RATE, STEPS, LAYER = ${lr}, ${steps}, ${layer}`,
    `INPUTS, TARGETS, POINTS = ${python([...inputs])}, ${python([...targets])}, ${size}`,
    '',
    `run = get(${python(run)})`,
  ].join('\n');
  return [
    {
      markdown:
        '## The same run in PyTorch\n\nThe run’s parameters, and its curves as they were recorded. `BLOCKS` are the sizes of ' +
        'the network’s parameters and how each begins.',
    },
    { code: setup },
    { markdown: 'Its initial weights, the same bits as in the browser: the generator and the way to normal numbers.' },
    { code: initialiseCode },
    { markdown: 'The network.' },
    { code: `activation = ${activationCode[given.activation]}\n\n\n${forwardCode(given.architecture)}` },
    { markdown: 'Training: full batch, half the mean squared error.' },
    { code: trainCode(given.architecture, optimizer) },
    { markdown: 'The two runs. They part by rounding alone: float32 sums are taken in another order here.' },
    { code: compareCode },
  ];
}
