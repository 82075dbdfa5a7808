import * as Plot from '@observablehq/plot';
import { formatTick } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { lineKey } from '../labels.ts';
import { plainPlot, place, sheet, textLine } from '../sheet.ts';
import { experimentLine, theoryLine } from '../styles.ts';
import { expectationLayout, highest } from './layout.ts';
import type { ExpectationTable } from './table.ts';

/** The panel that is drawn in: axes and the target, and once there is one the run with the theory's prediction. */
export function drawExpectation(table: ExpectationTable, options: DrawOptions): SVGSVGElement {
  const { steps, dy2, run, predicted } = table;
  const { theme, width } = options;
  const { height, left, right, top, bottom } = expectationLayout(width);
  const series = run?.record.series;
  // A curve is not drawn where it leaves the panel.
  const within = (y: number) => (y <= highest * dy2 ? y : Number.NaN);
  const line = (values: readonly number[]) => values.map((y, n) => ({ step: series!.step[n]!, y: within(y) }));
  const plot = plainPlot(options, {
    ...{ width, height, marginLeft: left, marginRight: width - right, marginTop: top, marginBottom: height - bottom },
    x: {
      ...{ domain: [0, steps], ticks: 5, tickFormat: 'd' },
      ...{ label: 'step', labelArrow: 'none', labelAnchor: 'right', labelOffset: 36 },
    },
    y: { domain: [0, highest * dy2], ticks: 5, tickFormat: formatTick, grid: true, label: null },
    marks: [
      Plot.ruleY([0], { stroke: theme.muted, strokeWidth: 0.75 }),
      Plot.ruleY([dy2], { stroke: theme.muted, strokeDasharray: '2 3' }),
      ...(series ? [Plot.line(line(series.y), { x: 'step', y: 'y', ...experimentLine(theme.y) })] : []),
      ...(predicted ? [Plot.line(line(predicted), { x: 'step', y: 'y', ...theoryLine(theme) })] : []),
    ],
  });
  place(plot, 0, 0);
  const outer = sheet(options, width, height);
  const title = textLine(options, { x: left, y: 18, size: 14, fill: theme.y, weight: 600 });
  title.textContent = 'y  distance of the predictions';
  const target = textLine(options, { x: right, y: bottom - (bottom - top) / highest - 6, size: 12, fill: theme.muted });
  target.setAttribute('text-anchor', 'end');
  target.textContent = 'where it must end';
  const entries = [
    ...(series ? [{ text: 'network', style: { ...experimentLine(theme.y), strokeOpacity: 1 } }] : []),
    ...(predicted ? [{ text: 'theory, foretold', style: theoryLine(theme) }] : []),
  ];
  outer.append(title, plot, target, ...lineKey(options, entries, { x: right - 112, y: bottom - 40 }));
  return outer;
}
