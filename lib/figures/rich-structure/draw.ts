import * as Plot from '@observablehq/plot';
import { gridDy } from '../../experiments/rich-structure/parameters.ts';
import { cutTo, formatNumber, formatPower, formatTick, niceLimit } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { panelCorner, panelsOf, type Panels } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { theoryLine } from '../styles.ts';
import type { Theme } from '../theme.ts';
import type { RichStructureState } from './definition.ts';
import { networks, type RichStructureTable, type StructureCell, type StructurePanel } from './table.ts';

const keyHeight = 42;
const titleHeight = 36;
const margins = { marginLeft: 36, marginRight: 14, marginTop: 6, marginBottom: 24 };

const layoutOf = (width: number, count: number): Panels =>
  panelsOf(width, {
    ...{ count, least: 150, most: 4, gapX: 14, gapY: 16 },
    heightOf: (panel) => Math.round(titleHeight + panel - margins.marginLeft - margins.marginRight + 30),
  });

const footHeight = 18;

export const richStructureHeight = (width: number, table: RichStructureTable | null): number =>
  keyHeight + layoutOf(width, table?.panels.length ?? networks.length).height + footHeight;

/** The five distances of targets by symbol and tone, from none on. */
const symbols = ['circle', 'square', 'triangle', 'diamond', 'cross'] as const;
const toneOf = (n: number) => Math.round(5 + 1.75 * n);

/** A panel for each network: measured over predicted, a dot for each pair, on the identity line if the closed form is right. */
export function drawRichStructure(table: RichStructureTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const layout = layoutOf(width, table.panels.length);
  const outer = sheet(options, width, richStructureHeight(width, table));
  const targets = targetsOf(table, theme);
  outer.append(...key(targets, table, options));
  table.panels.forEach((panel, n) => {
    const { x, y } = panelCorner(layout, n);
    const left = x + margins.marginLeft;
    const title = textLine(options, { x: left, y: y + keyHeight + 14, size: 13, fill: theme.ink, weight: 600 });
    title.textContent = panel.name;
    const verdict = textLine(options, { x: left, y: y + keyHeight + 30, size: 12, fill: theme.muted });
    verdict.textContent = verdictOf(panel);
    const plot = panelPlot(panel, { table, targets, layout }, options);
    place(plot, x, y + keyHeight + titleHeight);
    outer.append(title, verdict, plot);
  });
  const foot = textLine(options, { x: width, y: keyHeight + layout.height + 12, size: 12, fill: theme.ink });
  foot.setAttribute('text-anchor', 'end');
  foot.textContent = 'final h: measured (upwards) over theory (to the right)';
  outer.append(foot);
  return outer;
}

interface Target {
  readonly dy: number;
  readonly symbol: (typeof symbols)[number];
  readonly colour: string;
}

/** The distances of targets that are shown. */
const targetsOf = ({ state }: RichStructureTable, { sequential }: Theme): Target[] =>
  gridDy
    .map((dy, n) => ({ dy, symbol: symbols[n]!, colour: sequential[toneOf(n)]! }))
    .filter(({ dy }) => isShown({ dy }, state));

/** Equal targets have no place on logarithmic axes: they are to end at a distance of 0. */
const isShown = ({ dy }: { readonly dy: number }, { axes }: RichStructureState) => axes === 'linear' || dy > 0;

function verdictOf({ statistics }: StructurePanel): string {
  if (!statistics) return 'too few pairs';
  return `r = ${cutTo(statistics.pearson, 3)}, slope ${formatNumber(statistics.slope)}`;
}

interface Shared {
  readonly table: RichStructureTable;
  readonly targets: readonly Target[];
  readonly layout: Panels;
}

/** The same limits on both axes, from a ladder, or whole powers of ten. */
function limitsOf(cells: readonly StructureCell[], state: RichStructureState): [number, number] {
  const shown = cells.filter((cell) => isShown(cell, state));
  const values = shown.flatMap(({ measured, predicted }) => [measured, predicted]).filter((value) => value > 0);
  const highest = values.reduce((a, b) => Math.max(a, b), 0);
  if (state.axes === 'linear') return [0, niceLimit(1.03 * highest, 0.05)];
  const least = values.reduce((a, b) => Math.min(a, b), highest);
  return [10 ** Math.floor(Math.log10(least)), 10 ** Math.ceil(Math.log10(highest))];
}

function panelPlot({ cells }: StructurePanel, { table, targets, layout }: Shared, options: DrawOptions): SVGSVGElement {
  const { theme } = options;
  const { axes } = table.state;
  const domain = limitsOf(cells, table.state);
  const isLog = axes === 'log';
  const powers = Math.round(Math.log10(domain[1] / domain[0]));
  const ticks = isLog ? Array.from({ length: powers + 1 }, (_, n) => domain[0] * 10 ** n) : 3;
  const scale = { type: axes, domain, grid: true, label: null, ticks, tickFormat: isLog ? formatPower : formatTick };
  const dots = targets.flatMap(({ dy, symbol, colour }) => {
    const own = cells.filter((cell) => cell.dy === dy && (!isLog || (cell.measured > 0 && cell.predicted > 0)));
    const dot = { x: 'predicted', y: 'measured', symbol, r: 2.8 } as const;
    return [
      Plot.dot(
        own.filter(({ finished }) => finished),
        { ...dot, fill: colour, stroke: theme.background, strokeWidth: 0.4 },
      ),
      Plot.dot(
        own.filter(({ finished }) => !finished),
        { ...dot, stroke: colour, strokeWidth: 1.1 },
      ),
    ];
  });
  return plainPlot(options, {
    ...{ width: layout.panelWidth, height: layout.panelHeight - titleHeight, ...margins },
    x: scale,
    y: scale,
    marks: [
      Plot.line([domain[0], domain[1]], { x: (d: number) => d, y: (d: number) => d, ...theoryLine(theme) }),
      ...dots,
    ],
  });
}

/** The distances of targets, and what the line is. */
function key(targets: readonly Target[], { panels }: RichStructureTable, options: DrawOptions): SVGElement[] {
  const { theme, document } = options;
  const head = textLine(options, { x: 0, y: 13, size: 12, fill: theme.ink, weight: 600 });
  head.textContent = 'targets’ distance';
  const entries = targets.flatMap(({ dy, symbol, colour }, n) => {
    const x = 138 + 46 * n;
    const sample = plainPlot(options, {
      ...{ width: 12, height: 14, margin: 0, axis: null },
      marks: [Plot.dot([0], { frameAnchor: 'middle', symbol, r: 3.6, fill: colour })],
    });
    place(sample, x - 15, 2);
    const label = textLine(options, { x, y: 13, size: 12, fill: theme.ink });
    label.textContent = formatTick(dy);
    return [sample, label];
  });
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
  const style = theoryLine(theme);
  const attributes = { x1: 0, x2: 24, y1: 27, y2: 27, stroke: style.stroke, 'stroke-width': style.strokeWidth };
  for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, String(value));
  line.setAttribute('stroke-dasharray', style.strokeDasharray!);
  const text = textLine(options, { x: 30, y: 31, size: 12, fill: theme.ink });
  const hollow = panels.some(({ cells }) => cells.some(({ finished }) => !finished));
  text.textContent = `measured as predicted${hollow ? '; hollow: not trained to the end' : ''}`;
  return [head, ...entries, line, text];
}
