import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import type { Figure, FigureSources } from '../figure.ts';
import { sourcesOfRows, sourcesOfRun } from '../sources.ts';
import { richness } from './definition.ts';
import { describeRichness, titleRichness } from './describe.ts';
import { drawRichness, richnessHeight } from './draw.ts';
import { loadRichness, richnessRows, type RichnessTable } from './table.ts';

/** The run, and with it the dots, unless the run is of no release: they are then background. */
function sources(table: RichnessTable): FigureSources {
  const own = sourcesOfRun(table);
  if (own.release === null) return own;
  const { id, engine } = table.record;
  const run = { id, engine: engine.id, engineVersion: engine.version };
  return sourcesOfRows(own.release, [run, ...table.dots]);
}

export const richnessFigure: Figure<TwoPointsParameters, RichnessTable> = {
  ...richness,
  load: loadRichness,
  height: richnessHeight,
  draw: drawRichness,
  title: titleRichness,
  describe: describeRichness,
  rows: richnessRows,
  sources,
};
