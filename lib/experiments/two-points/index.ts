import type { Experiment } from '../experiment.ts';
import type { TwoPointsComparison } from './compare.ts';
import { twoPointsOutcomeShape, type TwoPointsOutcome } from './outcome.ts';
import { twoPointsParameters, twoPointsShape, type TwoPointsParameters } from './parameters.ts';
import { runTwoPoints, twoPointsCost, twoPointsRunId, twoPointsWorkload } from './run.ts';
import { compareReleased, summariseTwoPoints } from './summarise.ts';

/** Two datapoints, one network, two fitted rates: the paper's central experiment. */
export const twoPointsExperiment: Experiment<TwoPointsParameters, TwoPointsComparison, TwoPointsOutcome> = {
  id: 'two-points',
  title: 'Two datapoints',
  description:
    'A network learns two scalar targets for two scalar inputs by full-batch gradient descent. Observed are the squared ' +
    'distance of the two hidden representations, that of the two predictions, their alignment with the error, and the loss.',
  parameters: twoPointsParameters,
  shape: twoPointsShape,
  outcomeShape: twoPointsOutcomeShape,
  run: runTwoPoints,
  runId: twoPointsRunId,
  compare: compareReleased,
  summarise: summariseTwoPoints,
  workload: twoPointsWorkload,
  cost: twoPointsCost,
};
