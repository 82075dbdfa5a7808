import * as Plot from '@observablehq/plot';
import { formatTick, niceLimit } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { lineKey } from '../labels.ts';
import { panelCorner, panelsOf, type Panels } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { experimentLine, theoryLine } from '../styles.ts';
import { networkSets } from '../networks.ts';
import type { ArchitecturePanel, ArchitecturesTable } from './table.ts';

const keyHeight = 24;
const titleHeight = 34;
const mostPanels = Math.max(...Object.values(networkSets).map(({ networks }) => networks.length));

function layoutOf(width: number, count: number): Panels {
  return panelsOf(width, {
    ...{ count, least: 140, most: 5, gapX: 12, gapY: 14 },
    heightOf: (panel) => Math.round(titleHeight + Math.min(150, 0.78 * panel)),
  });
}

export const architecturesHeight = (width: number, table: ArchitecturesTable | null): number =>
  keyHeight + layoutOf(width, table?.panels.length ?? mostPanels).height;

/** A panel for each network: its run solid, the theory dashed, and on the axis a dot where each seed is half-way. */
export function drawArchitectures(table: ArchitecturesTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const layout = layoutOf(width, table.panels.length);
  const outer = sheet(options, width, architecturesHeight(width, table));
  outer.append(...key(table, options));
  table.panels.forEach((panel, n) => {
    const { x, y } = panelCorner(layout, n);
    const plot = panelPlot(panel, table, layout, options);
    place(plot, x, y + keyHeight + titleHeight);
    const left = x + margins.marginLeft;
    const title = textLine(options, { x: left, y: y + keyHeight + 13, size: 13, fill: theme.ink, weight: 600 });
    title.textContent = panel.name;
    const verdict = textLine(options, { x: left, y: y + keyHeight + 28, size: 12, fill: theme.muted });
    verdict.textContent = verdictOf(panel);
    outer.append(plot, title, verdict);
  });
  return outer;
}

const margins = { marginLeft: 34, marginRight: 4, marginTop: 6, marginBottom: 20 };

/** What the fit of the run that is shown is worth, short enough for a panel. */
function verdictOf({ run }: ArchitecturePanel): string {
  if (run.r2 === null) return 'no fit';
  const r2 = `R² ${(Math.floor(run.r2 * 1000) / 1000).toFixed(3).replace('-', '−')}`;
  return run.physical ? r2 : `${r2}, fails`;
}

function panelPlot(
  { run, halfRises }: ArchitecturePanel,
  { state }: ArchitecturesTable,
  layout: Panels,
  options: DrawOptions,
) {
  const { theme } = options;
  const line = (values: readonly number[], style: Plot.LineOptions) =>
    Plot.line(run.step, { x: (d: number) => d, y: (_: number, n: number) => values[n], ...style });
  return plainPlot(options, {
    ...{ width: layout.panelWidth, height: layout.panelHeight - titleHeight, ...margins },
    x: {
      domain: [0, run.steps],
      ticks: [0, run.steps],
      tickFormat: (step: number) => (step === 0 ? '0' : ''),
      label: `${run.steps.toLocaleString('en')} steps`,
      ...{ labelArrow: 'none', labelAnchor: 'right', labelOffset: 18 },
    },
    y: { domain: limitsOf(run, state.curve), ticks: 3, tickFormat: formatTick, grid: true, label: null },
    marks: [
      Plot.ruleY([0], { stroke: theme.muted, strokeWidth: 0.75 }),
      line(run.network, { ...experimentLine(theme[state.curve]), strokeWidth: 2.75 }),
      ...(run.theory ? [line(run.theory, theoryLine(theme))] : []),
      Plot.dot(halfRises, { x: (d: number) => d, y: 0, r: 2.2, fill: theme.ink, fillOpacity: 0.45 }),
    ],
  });
}

/** Steps of a ladder, so that most panels of a curve have the same axis. */
export function limitsOf(
  run: Pick<ArchitecturePanel['run'], 'network' | 'theory' | 'dy2'>,
  curve: ArchitecturesTable['state']['curve'],
): [number, number] {
  const values = [...run.network, ...(run.theory ?? [])];
  const highest = 1.02 * values.reduce((a, b) => Math.max(a, b), 0);
  if (curve === 'w') {
    const low = niceLimit(-1.02 * values.reduce((a, b) => Math.min(a, b), 0), 0.3 * run.dy2);
    return [-low, niceLimit(highest, 0.1 * run.dy2)];
  }
  return [0, niceLimit(highest, { h: 0.01, y: 1.2 * run.dy2, loss: 0.6 }[curve])];
}

function key({ state }: ArchitecturesTable, options: DrawOptions): SVGElement[] {
  const { theme } = options;
  const network = { text: 'network', style: { ...experimentLine(theme[state.curve]), strokeOpacity: 1 } };
  const dots = textLine(options, { x: 238, y: 13, size: 12, fill: theme.ink, weight: 600 });
  dots.textContent = 'seeds half-way';
  const sample = options.document.createElementNS('http://www.w3.org/2000/svg', 'circle');
  const attributes = { cx: 229, cy: 9, r: 2.5, fill: theme.ink, 'fill-opacity': 0.6 };
  for (const [name, value] of Object.entries(attributes)) sample.setAttribute(name, String(value));
  return [
    ...lineKey(options, [network], { x: 31, y: 13 }),
    ...lineKey(options, [{ text: 'theory, fitted', style: theoryLine(theme) }], { x: 122, y: 13 }),
    ...[sample, dots],
  ];
}
