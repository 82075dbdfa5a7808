import * as Plot from '@observablehq/plot';
import { formatTick } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { lineKey } from '../labels.ts';
import { place, plainPlot, sheet } from '../sheet.ts';
import { experimentLine, theoryLine } from '../styles.ts';
import type { XorGroup, XorTable } from './table.ts';

export const scanHeight = (width: number): number => Math.round(Math.min(380, Math.max(280, 0.5 * width)));

const margins = { marginLeft: 38, marginRight: 10, marginTop: 8, marginBottom: 36 };

/** Pearson's r over the gain: how well the theory tells the end, and how much of the start is left. */
export function drawScan({ groups }: XorTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const height = scanHeight(width);
  const outer = sheet(options, width, height);
  const gains = groups.map(({ gain }) => gain);
  const reach = Math.max(0.05, (Math.max(...gains) - Math.min(...gains)) / 30);
  const runs = groups.flatMap((group) => group.runs);
  const middle = (name: 'pearson' | 'pearsonInitial') =>
    groups.flatMap(({ gain, [name]: spread }: XorGroup) => (spread ? [{ gain, r: spread.median }] : []));
  const start = { ...experimentLine(theme.h), strokeWidth: 2.5 };
  const theory = theoryLine(theme);
  const dots = (name: 'pearson' | 'pearsonInitial') => runs.filter((run) => run[name] !== null);
  const plot = plainPlot(options, {
    ...{ width, height, ...margins },
    x: {
      ...{ domain: [Math.min(...gains) - reach, Math.max(...gains) + reach], ticks: 6, tickFormat: formatTick },
      ...{ label: 'gain of the initial weights', labelArrow: 'none', labelAnchor: 'right', labelOffset: 34 },
    },
    y: { domain: [-1, 1.05], ticks: [-1, -0.5, 0, 0.5, 1], tickFormat: formatTick, grid: true, label: null },
    marks: [
      Plot.ruleY([0], { stroke: theme.muted, strokeWidth: 0.75 }),
      Plot.line(middle('pearsonInitial'), { x: 'gain', y: 'r', ...start }),
      Plot.line(middle('pearson'), { x: 'gain', y: 'r', ...theory }),
      Plot.dot(dots('pearsonInitial'), {
        ...{ x: 'gain', y: 'pearsonInitial', symbol: 'diamond', r: 2.8, fill: theme.h, fillOpacity: 0.7 },
      }),
      Plot.dot(dots('pearson'), { x: 'gain', y: 'pearson', r: 2.6, stroke: theme.theory, strokeWidth: 1 }),
    ],
  });
  place(plot, 0, 0);
  const left = width - margins.marginRight - 176;
  const key = lineKey(
    options,
    [
      { text: '○ r of theory and end', style: theory },
      { text: '◆ r of start and end', style: { ...start, strokeOpacity: 1 } },
    ],
    { x: left, y: height - margins.marginBottom - 34 },
  );
  outer.append(plot, ...key);
  return outer;
}
