import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRun } from '../sources.ts';
import { twoPoints } from './definition.ts';
import { describeTwoPoints, titleTwoPoints } from './describe.ts';
import { drawTwoPoints } from './draw.ts';
import { twoPointsHeight } from './layout.ts';
import { recordedRun } from './recorded.ts';
import { twoPointsPython } from './matplotlib.ts';
import { twoPointsRows, type TwoPointsTable } from './table.ts';

export const twoPointsFigure: Figure<TwoPointsParameters, TwoPointsTable> = {
  ...twoPoints,
  load: async (state, source) => {
    const [run, recorded] = await Promise.all([source.run('two-points', state), recordedRun(state)]);
    return recorded ? { ...run, recorded } : run;
  },
  height: twoPointsHeight,
  draw: drawTwoPoints,
  title: titleTwoPoints,
  describe: describeTwoPoints,
  rows: twoPointsRows,
  sources: sourcesOfRun,
  matplotlib: twoPointsPython,
};
