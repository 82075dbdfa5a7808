import * as Plot from '@observablehq/plot';
import type { CurveName } from '../../experiments/run-record.ts';
import { formatNumber, niceLimit } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { plainPlot, sheet, textLine } from '../sheet.ts';
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

function place(plot: SVGSVGElement, x: number, y: number): void {
  plot.setAttribute('x', String(x));
  plot.setAttribute('y', String(y));
}

/** Axis limits of a curve, from the whole run and the targets, so that a run in progress does not rescale at every frame. */
function limits({ record, comparison }: TwoPointsTable, name: CurveName): [number, number] {
  const values = [...record.series[name], ...(comparison.theory?.[name] ?? [])];
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
  const { record, comparison } = table;
  const { theme } = options;
  const theory = comparison.theory;
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
      tickFormat: formatNumber,
      label: null,
      insetTop: 2,
    },
    marks: [
      Plot.ruleY([0], { stroke: theme.muted, strokeWidth: 0.75 }),
      mark(record.series.step, record.series[name], {
        stroke: theme[name],
        strokeWidth: 3.5,
        strokeOpacity: 0.8,
        strokeLinecap: 'round',
      }),
      ...(theory
        ? [mark(theory.step, theory[name], { stroke: theme.theory, strokeWidth: 1.6, strokeDasharray: '5 4' })]
        : []),
      ...(name === 'h' ? keyMarks(table, options) : []),
    ],
  });
}

/** Direct labels in the first panel: which line is which. */
function keyMarks({ comparison }: TwoPointsTable, { theme }: DrawOptions): Plot.Markish[] {
  const label = (text: string, fill: string, dy: number) =>
    Plot.text([text], {
      frameAnchor: 'bottom-right',
      dx: -4,
      dy,
      fill,
      text: (d: string) => d,
      fontSize: 12,
      fontWeight: 600,
    });
  return [
    label('━ network', theme.h, -24),
    comparison.theory ? label('╌ theory, fitted', theme.theory, -9) : label('theory: not fitted', theme.muted, -9),
  ];
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
  const step = record.series.step;
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
      tickFormat: (d: number) => `${d > 0 ? '+' : ''}${formatNumber(d)} %`,
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
