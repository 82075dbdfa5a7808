import * as Plot from '@observablehq/plot';
import type { CurveName } from '../../experiments/run-record.ts';
import { formatTick, niceLimit } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { lineKey } from '../labels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { experimentLine, recordedLine, theoryLine } from '../styles.ts';
import { layoutOf, panelCorner, twoPointsHeight, type Layout } from './layout.ts';
import { pairRunOf, type PairRun } from './pair-run.ts';
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

export const drawTwoPoints = (table: TwoPointsTable, options: DrawOptions): SVGSVGElement =>
  drawPairRun(pairRunOf(table), options);

/** Four panels: the network's curve solid, the fitted theory dashed over it, and their difference in a strip below. */
export function drawPairRun(run: PairRun, options: DrawOptions): SVGSVGElement {
  const layout = layoutOf(options.width);
  const outer = sheet(options, options.width, twoPointsHeight(options.width));
  order.forEach((name, n) => {
    const { x, y } = panelCorner(layout, n);
    const title = panelTitle(name, x + layout.marginLeft, y + 14, layout, options);
    if (run.series[name].length === 0) title.append(', not recorded');
    outer.append(title);
    const curve = curvePlot(run, name, layout, options);
    place(curve, x, y + layout.titleHeight);
    outer.append(curve);
    if (!hasStrip(run, name)) return;
    const strip = stripPlot(run, name, layout, options);
    place(strip, x, y + layout.titleHeight + layout.curveHeight);
    outer.append(strip);
  });
  outer.append(...key(run, layout, options));
  return outer;
}

/** A curve of which the theory says nothing has no strip, and its room. */
const hasStrip = ({ theory }: PairRun, name: CurveName) => theory === null || theory[name] !== undefined;

/** The steps along the bottom of a panel. */
const stepAxis = (steps: number, { compact, ticks }: Layout): Plot.ScaleOptions => ({
  domain: [0, steps],
  // Five digits and more need the room of two.
  ticks: compact && steps >= 10_000 ? 2 : ticks,
  tickFormat: 'd',
  label: 'step',
  labelArrow: 'none',
  labelAnchor: 'right',
  labelOffset: 32,
});

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
const seenSteps = ({ series, until = Infinity }: PairRun) => series.step.filter((step) => step <= until);

/** Axis limits of a curve: from the whole run and the targets, however much of it is drawn. */
function limits({ series, theory, recorded, dy2 }: PairRun, name: CurveName): [number, number] {
  const values = [...series[name], ...(theory?.[name] ?? []), ...(recorded?.series[name] ?? [])];
  const highest = values.reduce((a, b) => Math.max(a, b), 0) * 1.02;
  if (name === 'w') {
    const lowest = values.reduce((a, b) => Math.min(a, b), -dy2 / 4) * 1.02;
    const low = niceLimit(-lowest, 0.01);
    return [-low, niceLimit(highest, low / 10)];
  }
  return [0, niceLimit(Math.max(highest, name === 'y' ? dy2 : 0), 0.01)];
}

function curvePlot(run: PairRun, name: CurveName, layout: Layout, options: DrawOptions): SVGSVGElement {
  const { series, theory, recorded, steps } = run;
  const { theme } = options;
  const own = theory?.[name];
  const seen = seenSteps(run);
  const below = hasStrip(run, name)
    ? { height: layout.curveHeight, marginBottom: 4, x: { domain: [0, steps], axis: null } as const }
    : { height: layout.curveHeight + layout.stripHeight, marginBottom: 34, x: stepAxis(steps, layout) };
  const mark = (step: readonly number[], values: readonly number[], style: Plot.LineOptions) =>
    Plot.line(step, { x: (d: number) => d, y: (_: number, n: number) => values[n], ...style });
  return plainPlot(options, {
    ...below,
    width: layout.panelWidth,
    marginLeft: layout.marginLeft,
    marginRight: layout.marginRight,
    marginTop: 6,
    y: {
      domain: limits(run, name),
      grid: true,
      ticks: layout.ticks,
      tickFormat: formatTick,
      label: null,
      insetTop: 2,
    },
    marks: [
      Plot.ruleY([0], { stroke: theme.muted, strokeWidth: 0.75 }),
      ...(recorded ? [mark(recorded.series.step, recorded.series[name], recordedLine(theme))] : []),
      mark(seen, series[name], experimentLine(theme[name])),
      ...(theory && own ? [mark(theory.step, own, theoryLine(theme))] : []),
    ],
  });
}

/**
 * Direct labels, each with a piece of its line: which is which. They stand in the upper right of the loss, which has left
 * that corner when they begin.
 */
function key(run: PairRun, layout: Layout, options: DrawOptions): SVGElement[] {
  const { theme } = options;
  const corner = panelCorner(layout, order.indexOf('loss'));
  // Text cannot be measured outside a browser: this is room for the longest label in the figures' own font.
  const left = corner.x + layout.panelWidth - layout.marginRight - (layout.compact ? 46 : 76);
  const top = corner.y + layout.titleHeight + (layout.compact ? 14 : 20);
  const network = { text: 'network', style: { ...experimentLine(theme.loss), strokeOpacity: 1 } };
  const theory = { text: layout.compact ? 'theory' : 'theory, fitted', style: theoryLine(theme) };
  const recorded = { text: 'reference', style: recordedLine(theme) };
  const entries = [network, ...(run.theory ? [theory] : []), ...(run.recorded ? [recorded] : [])];
  return lineKey(options, entries, { x: left, y: top });
}

/** The difference of network and theory, in per cent of the curve's peak. */
function stripPlot(run: PairRun, name: CurveName, layout: Layout, options: DrawOptions): SVGSVGElement {
  const { theme } = options;
  const values = run.series[name];
  const theory = run.theory?.[name];
  const peak = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const residual = theory && peak > 0 ? values.map((value, n) => (100 * (value - theory[n]!)) / peak) : undefined;
  const limit = niceLimit(residual?.reduce((a, b) => Math.max(a, Math.abs(b)), 0) ?? 0, 5);
  const step = seenSteps(run);
  return plainPlot(options, {
    width: layout.panelWidth,
    height: layout.stripHeight,
    marginLeft: layout.marginLeft,
    marginRight: layout.marginRight,
    marginTop: 14,
    marginBottom: 34,
    x: stepAxis(run.steps, layout),
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
