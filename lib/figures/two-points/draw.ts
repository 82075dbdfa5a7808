import * as Plot from '@observablehq/plot';
import type { CurveName } from '../../experiments/run-record.ts';
import { formatTick, niceLimit } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { lineKey } from '../labels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { experimentLine, recordedLine, theoryLine } from '../styles.ts';
import { setCurve, stencil } from '../stencil.ts';
import { layoutOf, panelCorner, stepAxis, twoPointsHeight, type Layout } from './layout.ts';
import { drawnTheory, pairRunOf, seenSteps, type PairRun } from './pair-run.ts';
import { stripPlot } from './strip.ts';
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
function hasStrip(run: PairRun, name: CurveName): boolean {
  const theory = drawnTheory(run);
  return theory === null || theory[name] !== undefined;
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

/** What decides the axes and the kinds of lines of a panel's upper plot. */
interface CurveFrame {
  readonly name: CurveName;
  readonly layout: Layout;
  readonly steps: number;
  readonly domain: readonly [number, number];
  readonly strip: boolean;
  readonly lines: readonly ('recorded' | 'network' | 'theory')[];
}

const curveFrame = stencil(
  ({ name, layout, steps, domain, strip, lines }: CurveFrame, options: DrawOptions): SVGSVGElement => {
    const { theme } = options;
    const below = strip
      ? { height: layout.curveHeight, marginBottom: 4, x: { domain: [0, steps], axis: null } as const }
      : { height: layout.curveHeight + layout.stripHeight, marginBottom: 34, x: stepAxis(steps, layout) };
    const styles = {
      recorded: recordedLine(theme),
      network: experimentLine(theme[name]),
      theory: theoryLine(theme),
    };
    return plainPlot(options, {
      ...below,
      width: layout.panelWidth,
      marginLeft: layout.marginLeft,
      marginRight: layout.marginRight,
      marginTop: 6,
      y: { domain, grid: true, ticks: layout.ticks, tickFormat: formatTick, label: null, insetTop: 2 },
      marks: [
        Plot.ruleY([0], { stroke: theme.muted, strokeWidth: 0.75 }),
        ...lines.map((line) => Plot.line([0, steps], { x: (d: number) => d, y: () => 0, ...styles[line] })),
      ],
    });
  },
);

function curvePlot(run: PairRun, name: CurveName, layout: Layout, options: DrawOptions): SVGSVGElement {
  const { series, recorded, steps } = run;
  const theory = drawnTheory(run);
  const own = theory?.[name];
  const domain = limits(run, name);
  const within = (value: number) => (value >= domain[0] && value <= domain[1] ? value : Number.NaN);
  const curves = [
    ...(recorded ? [{ line: 'recorded', step: recorded.series.step, values: recorded.series[name] } as const] : []),
    { line: 'network', step: seenSteps(run), values: series[name] } as const,
    ...(theory && own ? [{ line: 'theory', step: theory.step, values: run.own ? own.map(within) : own } as const] : []),
  ];
  const lines = curves.map(({ line }) => line);
  const strip = hasStrip(run, name);
  const frame = curveFrame({ name, layout, steps, domain, strip, lines }, options);
  curves.forEach(({ step, values }, n) => {
    setCurve(frame, { n }, step, values);
  });
  return frame.picture;
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
  const whose = run.own ? (['yours', ', theory'] as const) : (['theory', ', fitted'] as const);
  const theory = { text: layout.compact ? whose[0] : whose.join(''), style: theoryLine(theme) };
  const recorded = { text: 'reference', style: recordedLine(theme) };
  const entries = [network, ...(drawnTheory(run) ? [theory] : []), ...(run.recorded ? [recorded] : [])];
  return lineKey(options, entries, { x: left, y: top });
}
