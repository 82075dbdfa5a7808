import * as Plot from '@observablehq/plot';
import type { CurveName } from '../../experiments/run-record.ts';
import { formatTick, niceLimit } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { lineKey } from '../labels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { experimentLine, recordedLine, theoryLine } from '../styles.ts';
import { layoutOf, panelCorner, twoPointsHeight, type Layout } from './layout.ts';
import type { TwoPointsTable } from './table.ts';

/** Short enough for half a phone, and at length. */
const titles: Record<CurveName, readonly [string, string]> = {
  h: ['representations', 'distance of the representations'],
  y: ['predictions', 'distance of the predictions'],
  w: ['alignment', 'alignment with the error'],
  loss: ['loss', 'loss'],
};
const symbols: Record<CurveName, string> = { h: 'h', y: 'y', w: 'w', loss: 'L' };
const order: readonly CurveName[] = ['h', 'y', 'w', 'loss'];

/** Four panels: the network's curve solid, the fitted theory dashed over it, and their difference in a strip below. */
export function drawTwoPoints(table: TwoPointsTable, options: DrawOptions): SVGSVGElement {
  const layout = layoutOf(options.width);
  const outer = sheet(options, options.width, twoPointsHeight(options.width));
  order.forEach((name, n) => {
    const { x, y } = panelCorner(layout, n);
    const curve = curvePlot(table, name, layout, options);
    const strip = stripPlot(table, name, layout, options);
    place(curve, x, y + layout.titleHeight);
    place(strip, x, y + layout.titleHeight + layout.curveHeight);
    outer.append(panelTitle(name, x + layout.marginLeft, y + 14, layout, options), curve, strip);
  });
  outer.append(...key(table, layout, options));
  return outer;
}

function panelTitle(name: CurveName, x: number, y: number, layout: Layout, options: DrawOptions): SVGTextElement {
  const size = layout.compact ? 13 : 14;
  const title = textLine(options, { x, y, size, fill: options.theme[name], weight: 600 });
  const symbol = options.document.createElementNS('http://www.w3.org/2000/svg', 'tspan');
  symbol.setAttribute('font-style', 'italic');
  symbol.textContent = symbols[name];
  title.append(symbol, `  ${titles[name][layout.compact ? 0 : 1]}`);
  return title;
}

/** The observed steps that are drawn. */
const seenSteps = ({ record, until = Infinity }: TwoPointsTable) => record.series.step.filter((step) => step <= until);

/** Axis limits of a curve: from the whole run and the targets, however much of it is drawn. */
function limits({ record, comparison, recorded }: TwoPointsTable, name: CurveName): [number, number] {
  const values = [...record.series[name], ...(comparison.theory?.[name] ?? []), ...(recorded?.series[name] ?? [])];
  const { dy2 } = record.parameters;
  const highest = values.reduce((a, b) => Math.max(a, b), 0) * 1.02;
  if (name === 'w') {
    const lowest = values.reduce((a, b) => Math.min(a, b), -dy2 / 4) * 1.02;
    const low = niceLimit(-lowest, 0.01);
    return [-low, niceLimit(highest, low / 10)];
  }
  return [0, niceLimit(Math.max(highest, name === 'y' ? dy2 : 0), 0.01)];
}

function curvePlot(table: TwoPointsTable, name: CurveName, layout: Layout, options: DrawOptions): SVGSVGElement {
  const { record, comparison, recorded } = table;
  const { theme } = options;
  const theory = comparison.theory;
  const seen = seenSteps(table);
  const mark = (step: readonly number[], values: readonly number[], style: Plot.LineOptions) =>
    Plot.line(step, { x: (d: number) => d, y: (_: number, n: number) => values[n], ...style });
  return plainPlot(options, {
    width: layout.panelWidth,
    height: layout.curveHeight,
    marginLeft: layout.marginLeft,
    marginRight: layout.marginRight,
    marginTop: 6,
    marginBottom: 4,
    x: { domain: [0, record.parameters.steps], axis: null },
    y: {
      domain: limits(table, name),
      grid: true,
      ticks: layout.ticks,
      tickFormat: formatTick,
      label: null,
      insetTop: 2,
    },
    marks: [
      Plot.ruleY([0], { stroke: theme.muted, strokeWidth: 0.75 }),
      ...(recorded ? [mark(recorded.series.step, recorded.series[name], recordedLine(theme))] : []),
      mark(seen, record.series[name], experimentLine(theme[name])),
      ...(theory ? [mark(theory.step, theory[name], theoryLine(theme))] : []),
    ],
  });
}

/**
 * Direct labels, each with a piece of its line: which is which. They stand in the upper right of the loss, which has left
 * that corner when they begin.
 */
function key(table: TwoPointsTable, layout: Layout, options: DrawOptions): SVGElement[] {
  const { theme } = options;
  const corner = panelCorner(layout, order.indexOf('loss'));
  // Text cannot be measured outside a browser: this is room for the longest label in the figures' own font.
  const left = corner.x + layout.panelWidth - layout.marginRight - (layout.compact ? 46 : 76);
  const top = corner.y + layout.titleHeight + (layout.compact ? 14 : 20);
  const network = { text: 'network', style: { ...experimentLine(theme.loss), strokeOpacity: 1 } };
  const theory = { text: layout.compact ? 'theory' : 'theory, fitted', style: theoryLine(theme) };
  const recorded = { text: 'reference', style: recordedLine(theme) };
  const entries = [network, ...(table.comparison.theory ? [theory] : []), ...(table.recorded ? [recorded] : [])];
  return lineKey(options, entries, { x: left, y: top });
}

/** The difference of network and theory, in per cent of the curve's peak. */
function stripPlot(table: TwoPointsTable, name: CurveName, layout: Layout, options: DrawOptions): SVGSVGElement {
  const { record, comparison } = table;
  const { theme } = options;
  const values = record.series[name];
  const theory = comparison.theory?.[name];
  const peak = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const residual = theory && peak > 0 ? values.map((value, n) => (100 * (value - theory[n]!)) / peak) : undefined;
  const limit = niceLimit(residual?.reduce((a, b) => Math.max(a, Math.abs(b)), 0) ?? 0, 5);
  const step = seenSteps(table);
  return plainPlot(options, {
    width: layout.panelWidth,
    height: layout.stripHeight,
    marginLeft: layout.marginLeft,
    marginRight: layout.marginRight,
    marginTop: 14,
    marginBottom: 34,
    x: {
      domain: [0, record.parameters.steps],
      ticks: layout.ticks,
      tickFormat: 'd',
      label: 'step',
      labelArrow: 'none',
      labelAnchor: 'right',
      labelOffset: 32,
    },
    y: {
      domain: [-limit, limit],
      ticks: [-limit, limit],
      tickFormat: (d: number) => `${d > 0 ? '+' : ''}${formatTick(d)}%`,
      label: null,
    },
    marks: [
      Plot.ruleY([0], { stroke: theme.muted, strokeWidth: 0.75 }),
      ...(residual
        ? [
            Plot.areaY(step, {
              x: (d: number) => d,
              y1: 0,
              y2: (_: number, n: number) => residual[n],
              fill: theme[name],
              fillOpacity: 0.35,
            }),
            Plot.line(step, {
              x: (d: number) => d,
              y: (_: number, n: number) => residual[n],
              stroke: theme[name],
              strokeWidth: 1,
            }),
          ]
        : []),
    ],
  });
}
