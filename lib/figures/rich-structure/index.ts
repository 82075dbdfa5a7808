import { cutTo, formatNumber } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { richStructure, type RichStructureState } from './definition.ts';
import { drawRichStructure, richStructureHeight } from './draw.ts';
import { richStructurePython } from './matplotlib.ts';
import { loadRichStructure, richStructureRows, type RichStructureTable } from './table.ts';

/** Pearson's r and the slope of every network, and what is left out. */
function describe({ panels, state }: RichStructureTable): string {
  const judged = panels.flatMap(({ name, statistics }) => (statistics ? [{ name, ...statistics }] : []));
  const each = judged.map(({ name, count, pearson, slope, meanRelativeError }) => {
    const error = `off by ${formatNumber(100 * meanRelativeError)} % in the mean`;
    return `${name} r = ${cutTo(pearson, 3)}, slope ${formatNumber(slope)}, ${error} (${count} pairs)`;
  });
  const unfinished = panels.flatMap(({ cells }) => cells.filter(({ finished }) => !finished)).length;
  const missing = panels.reduce((sum, panel) => sum + panel.missing, 0);
  return [
    judged.length > 0
      ? `Measured against predicted final h: ${each.join('; ')}.`
      : 'No network has enough pairs that were trained to the end.',
    ...(unfinished > 0 ? [`${unfinished} pairs were not trained to the end (hollow, not counted).`] : []),
    ...(missing > 0 ? [`${missing} pairs have no prediction or no end and are not shown.`] : []),
    ...(state.axes === 'log' ? ['Pairs of equal targets are counted but have no place on logarithmic axes.'] : []),
  ].join(' ');
}

export const richStructureFigure: Figure<RichStructureState, RichStructureTable> = {
  ...richStructure,
  load: loadRichStructure,
  height: richStructureHeight,
  draw: drawRichStructure,
  title: ({ panels, state }) =>
    `Final distance of the representations in ${panels.length} ${panels.length === 1 ? 'network' : 'networks'}, measured and by the closed form` +
    (state.axes === 'log' ? ', logarithmic' : ''),
  describe,
  rows: richStructureRows,
  sources: ({ release, panels }) =>
    sourcesOfRows(
      release,
      panels.flatMap(({ cells }) => cells),
    ),
  matplotlib: richStructurePython,
};
