import { formatNumber, formatR2 } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRunAmong } from '../sources.ts';
import { titleTwoPoints } from '../two-points/describe.ts';
import { centre, type CentreState } from './definition.ts';
import { centreHeight, drawCentre } from './draw.ts';
import { centrePython } from './matplotlib.ts';
import { centreGroups, centreRows, loadCentre, middles, type CentreTable } from './table.ts';

/** How the middle R² goes with the centre, of either network, and what it is for the chosen run. */
function describe({ state, dots, comparison }: CentreTable): string {
  const scans = centreGroups.flatMap((network) => {
    const line = middles(dots, network);
    const [first, last] = [line[0], line.at(-1)];
    if (!first || !last) return [];
    const seeds = new Set(dots.filter((dot) => dot.network === network).map(({ seed }) => seed)).size;
    return [
      `Of the ${network} network, ${seeds} seeds each, the middle R² goes from ${formatR2(first.r2)} at centre ` +
        `${formatNumber(first.centre)} to ${formatR2(last.r2)} at ${formatNumber(last.centre)}.`,
    ];
  });
  const { fit } = comparison;
  const own = `The ${state.network} run at centre ${formatNumber(state.centre)}`;
  return [...scans, fit ? `${own} has R² = ${formatR2(fit.r2)}.` : `${own} has no fit.`].join(' ');
}

export const centreFigure: Figure<CentreState, CentreTable> = {
  ...centre,
  load: loadCentre,
  height: centreHeight,
  draw: drawCentre,
  title: (table) => `The pair’s centre and the fit: ${titleTwoPoints(table)}`,
  describe,
  rows: centreRows,
  sources: (table) => sourcesOfRunAmong(table, table.dots),
  matplotlib: centrePython,
};
