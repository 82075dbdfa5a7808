import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRunAmong } from '../sources.ts';
import { richness } from './definition.ts';
import { describeRichness, titleRichness } from './describe.ts';
import { drawRichness, richnessHeight } from './draw.ts';
import { richnessPython } from './matplotlib.ts';
import { loadRichness, richnessRows, type RichnessTable } from './table.ts';

export const richnessFigure: Figure<TwoPointsParameters, RichnessTable> = {
  ...richness,
  load: loadRichness,
  height: richnessHeight,
  draw: drawRichness,
  title: titleRichness,
  describe: describeRichness,
  rows: richnessRows,
  sources: (table) => sourcesOfRunAmong(table, table.dots),
  matplotlib: richnessPython,
};
