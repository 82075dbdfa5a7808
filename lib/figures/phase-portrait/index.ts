import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRun } from '../sources.ts';
import { phasePortrait } from './definition.ts';
import { describePhasePortrait, titlePhasePortrait } from './describe.ts';
import { drawPhasePortrait, phasePortraitHeight } from './draw.ts';
import { startHandle } from './handle.ts';
import { phasePortraitPython } from './matplotlib.ts';
import { loadPhasePortrait, phasePortraitRows, type PhasePortraitTable } from './table.ts';

export const phasePortraitFigure: Figure<TwoPointsParameters, PhasePortraitTable> = {
  ...phasePortrait,
  load: loadPhasePortrait,
  height: phasePortraitHeight,
  draw: drawPhasePortrait,
  handle: startHandle,
  title: titlePhasePortrait,
  describe: describePhasePortrait,
  rows: phasePortraitRows,
  sources: sourcesOfRun,
  matplotlib: phasePortraitPython,
};
