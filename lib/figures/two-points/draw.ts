import * as Plot from '@observablehq/plot';
import type { CurveName } from '../../experiments/run-record.ts';
import { formatNumber, niceLimit } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { plainPlot, sheet, textLine } from '../sheet.ts';
import type { TwoPointsTable } from './table.ts';

const titles: Record<CurveName, string> = {
  h: 'distance of the representations',
  y: 'distance of the predictions',
  w: 'alignment with the error',
  loss: 'loss',
};
const symbols: Record<CurveName, string> = { h: 'h', y: 'y', w: 'w', loss: 'L' };
const order: readonly CurveName[] = ['h', 'y', 'w', 'loss'];

const titleHeight = 26;
const curveHeight = 168;
const stripHeight = 74;
const panelHeight = titleHeight + curveHeight + stripHeight;
const gap = 24;
const margin = { left: 46, right: 10 };

const panelColumns = (width: number) => (width >= 560 ? 2 : 1);

/** Height of the figure at a width: four panels in two columns, or in one on a narrow screen. */
export function twoPointsHeight(width: number): number {
  const rows = order.length / panelColumns(width);
  return rows * panelHeight + (rows - 1) * gap;
}

/** Four panels: the network's curve solid, the fitted theory dashed over it, and their difference in a strip below. */
export function drawTwoPoints(table: TwoPointsTable, options: DrawOptions): SVGSVGElement {
  const { width } = options;
  const columns = panelColumns(width);
  const panelWidth = (width - gap * (columns - 1)) / columns;
  const outer = sheet(options, width, twoPointsHeight(width));
  order.forEach((name, n) => {
    const x = (n % columns) * (panelWidth + gap);
    const y = Math.floor(n / columns) * (panelHeight + gap);
    const title = textLine(options, {
      x: x + margin.left,
      y: y + 15,
      size: 14,
      fill: options.theme[name],
      weight: 600,
    });
    const symbol = options.document.createElementNS('http://www.w3.org/2000/svg', 'tspan');
    symbol.setAttribute('font-style', 'italic');
    symbol.textContent = symbols[name];
    title.append(symbol, `  ${titles[name]}`);
    outer.append(title);
    const curve = curvePlot(table, name, panelWidth, options);
    place(curve, x, y + titleHeight);
    const strip = stripPlot(table, name, panelWidth, options);
    place(strip, x, y + titleHeight + curveHeight);
    outer.append(curve, strip);
  });
  return outer;
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

function curvePlot(table: TwoPointsTable, name: CurveName, width: number, options: DrawOptions): SVGSVGElement {
  const { record, comparison } = table;
  const { theme } = options;
  const theory = comparison.theory;
  const mark = (step: readonly number[], values: readonly number[], style: Plot.LineOptions) =>
    Plot.line(step, { x: (d: number) => d, y: (_: number, n: number) => values[n], ...style });
  return plainPlot(options, {
    width,
    height: curveHeight,
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: 6,
    marginBottom: 4,
    x: { domain: [0, record.parameters.steps], axis: null },
    y: { domain: limits(table, name), grid: true, ticks: 5, tickFormat: formatNumber, label: null, insetTop: 2 },
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
      frameAnchor: 'top-left',
      dx: 8,
      dy,
      fill,
      text: (d: string) => d,
      fontSize: 12,
      fontWeight: 600,
    });
  return [
    label('━ network', theme.h, 8),
    comparison.theory
      ? label('╌ theory, fitted', theme.theory, 24)
      : label('no theory could be fitted', theme.muted, 24),
  ];
}

/** The difference of network and theory, in per cent of the curve's peak. */
function stripPlot(table: TwoPointsTable, name: CurveName, width: number, options: DrawOptions): SVGSVGElement {
  const { record, comparison } = table;
  const { theme } = options;
  const values = record.series[name];
  const theory = comparison.theory?.[name];
  const peak = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const residual = theory && peak > 0 ? values.map((value, n) => (100 * (value - theory[n]!)) / peak) : undefined;
  const limit = niceLimit(residual?.reduce((a, b) => Math.max(a, Math.abs(b)), 0) ?? 0, 5);
  const step = record.series.step;
  return plainPlot(options, {
    width,
    height: stripHeight,
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: 14,
    marginBottom: 34,
    x: {
      domain: [0, record.parameters.steps],
      ticks: width < 320 ? 4 : 6,
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
