import { liveXorParameters } from '../../experiments/xor/live.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRun } from '../sources.ts';
import { xorRun, type XorRunState } from './definition.ts';
import { describeXorRun, titleXorRun } from './describe.ts';
import { drawXorRun, xorRunHeight } from './draw.ts';
import { xorRunPython } from './matplotlib.ts';
import { xorRunRows, type XorRunTable } from './table.ts';

export const xorRunFigure: Figure<XorRunState, XorRunTable> = {
  ...xorRun,
  load: ({ gain, seed }, source) => source.run('xor', liveXorParameters(gain, seed)),
  height: xorRunHeight,
  draw: drawXorRun,
  title: titleXorRun,
  describe: describeXorRun,
  rows: xorRunRows,
  sources: sourcesOfRun,
  matplotlib: xorRunPython,
};
