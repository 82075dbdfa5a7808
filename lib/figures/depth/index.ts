import { formatNumber } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { depth, type DepthState } from './definition.ts';
import { depthHeight, drawDepth, offAxes } from './draw.ts';
import { depthPython } from './matplotlib.ts';
import { bestLayers, depthRows, loadDepth, middleOf, type DepthMeasure, type DepthTable } from './table.ts';

const names: Readonly<Record<DepthState['network'], string>> = {
  default: 'the paper’s default',
  tanh: 'tanh',
  relu: 'ReLU',
  skip: 'a residual network',
};

/** From the first to the last layer, in words. */
function course(table: DepthTable, measure: DepthMeasure): string {
  const values = middleOf(table, measure);
  if (values.length === 0) return 'is not found anywhere';
  const [first, last] = [values[0]!, values.at(-1)!];
  return `goes from ${formatNumber(first.value)} in layer ${first.layer} to ${formatNumber(last.value)} in layer ${last.layer}`;
}

function describe(table: DepthTable): string {
  const { runs, state } = table;
  const best = bestLayers(table);
  if (best.length === 0) return `The theory could be fitted to no layer of ${runs.length} runs.`;
  const layers = best.map(({ layer }) => layer);
  const [from, to] = [Math.min(...layers), Math.max(...layers)];
  const errors = best.map(({ error }) => error!).sort((a, b) => a - b);
  const measure = state.error === 'residual' ? 'sum of squared residuals' : '1 − R²';
  const hollow = runs.flatMap((run) => run.layers).filter(({ physical }) => !physical).length;
  const outside = offAxes(table);
  return [
    `Over ${runs.length} ${runs.length === 1 ? 'seed' : 'seeds'} the fit is best in ${from === to ? `layer ${from}` : `layers ${from} to ${to}`}`,
    `(${measure} ${formatNumber(errors[0]!)}${errors.length > 1 ? ` to ${formatNumber(errors.at(-1)!)}` : ''}, ringed); the middle of the error`,
    `${course(table, 'error')}. 1/τ_h ${course(table, 'tauH')}, 1/τ_y ${course(table, 'tauY')}.`,
    ...(hollow > 0 ? [`${hollow} fits are not meaningful (hollow).`] : []),
    ...(outside > 0 ? [`${outside} layers have a number off its axis.`] : []),
  ].join(' ');
}

export const depthFigure: Figure<DepthState, DepthTable> = {
  ...depth,
  load: loadDepth,
  height: depthHeight,
  draw: drawDepth,
  title: ({ state }) => `The theory in every layer: ${names[state.network]}`,
  describe,
  rows: depthRows,
  sources: ({ release, runs }) => sourcesOfRows(release, runs),
  matplotlib: depthPython,
};
