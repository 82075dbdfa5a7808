import { formatNumber } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { collapse, type CollapseState } from './definition.ts';
import { collapseHeight, drawCollapse } from './draw.ts';
import { collapsePython } from './matplotlib.ts';
import { collapseRows, loadCollapse, middleRise, type CollapseTable } from './table.ts';

const titles: Readonly<Record<CollapseState['axis'], string>> = {
  steps: 'over training steps',
  collapse: 'over time rescaled by their fits',
  rise: 'over time in their own rise times',
};

/** A rise within this factor of the predicted one is as predicted. */
const close = 1.15;
const percent = Math.round(100 * (close - 1));

/** How close together the curves lie on each axis, and whose rise is not as predicted. */
function describe({ networks, without, spreads }: CollapseTable): string {
  const apart = (['steps', 'collapse', 'rise'] as const).flatMap((axis) => {
    const spread = spreads[axis];
    return spread ? [`${titles[axis]} ${formatNumber(spread.y)} in y and ${formatNumber(spread.h)} in h`] : [];
  });
  const runs = networks.reduce((sum, network) => sum + network.runs.length, 0);
  const named = (chosen: readonly { name: string }[]) =>
    chosen.length > 0 ? chosen.map(({ name }) => name).join(', ') : 'none';
  const steeper = networks.filter((network) => middleRise(network) * close < network.predicted);
  const slower = networks.filter((network) => middleRise(network) > network.predicted * close);
  return (
    `${runs} runs of ${networks.length} networks. ` +
    (apart.length > 0 ? `From their mean (root mean square) their curves lie ${apart.join(', ')}. ` : '') +
    `The theory predicts how long the rise takes. Steeper than that by more than ${percent} %: ` +
    `${named(steeper)}. Slower by more than that: ${named(slower)}.` +
    (without.length > 0 ? ` Not shown, since the theory does not describe them: ${without.join(', ')}.` : '')
  );
}

export const collapseFigure: Figure<CollapseState, CollapseTable> = {
  ...collapse,
  load: loadCollapse,
  height: collapseHeight,
  draw: drawCollapse,
  title: ({ state }) =>
    `${state.set === 'beyond' ? 'Networks beyond the paper' : 'The paper’s settings'} ${titles[state.axis]}`,
  describe,
  rows: collapseRows,
  sources: ({ release, networks }) =>
    sourcesOfRows(
      release,
      networks.flatMap(({ runs }) => runs),
    ),
  matplotlib: collapsePython,
};
