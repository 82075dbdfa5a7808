import * as Plot from '@observablehq/plot';
import { formatR2, formatTick, niceLimit } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { lineKey } from '../labels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { categoryStyle, experimentLine, halo, theoryLine } from '../styles.ts';
import { centreGroups, middles, type CentreDot, type CentreTable } from './table.ts';

const wideFrom = 620;
const gap = 30;
const titleHeight = 24;
const curves = ['h', 'y', 'w'] as const;
const names = { h: 'h, representations', y: 'y, predictions', w: 'w, alignment' };

function layoutOf(width: number) {
  const isWide = width >= wideFrom;
  const scanWidth = isWide ? 0.55 * (width - gap) : width;
  const scanHeight = isWide ? 450 : 290;
  const curveWidth = isWide ? width - gap - scanWidth : width;
  return { isWide, scanWidth, scanHeight, curveWidth, curveHeight: 150 };
}

export function centreHeight(width: number): number {
  const { isWide, scanHeight, curveHeight } = layoutOf(width);
  return isWide ? scanHeight : scanHeight + 12 + curves.length * curveHeight;
}

/** R² over the centre, a dot a seed, and beside it the three curves of the chosen run. */
export function drawCentre(table: CentreTable, options: DrawOptions): SVGSVGElement {
  const layout = layoutOf(options.width);
  const outer = sheet(options, options.width, centreHeight(options.width));
  outer.append(...scan(table, options));
  const left = layout.isWide ? layout.scanWidth + gap : 0;
  curves.forEach((name, n) => {
    const top = (layout.isWide ? 0 : layout.scanHeight + 12) + n * layout.curveHeight;
    const title = textLine(options, { x: left, y: top + 14, size: 13, fill: options.theme[name], weight: 600 });
    title.textContent = names[name];
    const plot = curvePlot(table, name, options);
    place(plot, left, top + titleHeight - 4);
    outer.append(title, plot);
  });
  const network = { text: 'network', style: { ...experimentLine(options.theme.h), strokeOpacity: 1 } };
  const theory = { text: 'theory, fitted', style: theoryLine(options.theme) };
  const top = layout.isWide ? 0 : layout.scanHeight + 12;
  outer.append(...lineKey(options, [network], { x: options.width - 160, y: top + 14 }));
  outer.append(...lineKey(options, table.comparison.theory ? [theory] : [], { x: options.width - 80, y: top + 14 }));
  return outer;
}

/** The dots of each network with a line through their middles, and a ring around the chosen run. */
function scan({ state, dots, comparison }: CentreTable, options: DrawOptions): SVGElement[] {
  const { theme } = options;
  const { scanWidth, scanHeight } = layoutOf(options.width);
  const lowest = 0.84;
  const at = { x: 'centre', y: 'r2' } as const;
  const shown = dots.filter(({ r2 }) => r2 !== null && r2 >= lowest);
  const r2 = comparison.fit?.r2;
  const marks = centreGroups.flatMap((network, n) => {
    const { colour, symbol } = categoryStyle(theme, n);
    const line = middles(dots, network).filter((point) => point.r2 >= lowest);
    const own = shown.filter((dot) => dot.network === network);
    // The two networks stand a little beside their centre, so that neither covers the other.
    const aside = n === 0 ? -3.5 : 3.5;
    return [
      Plot.dot(own, { ...at, symbol, r: 2.6, dx: aside, fill: colour, fillOpacity: 0.5 }),
      Plot.line(line, { ...at, stroke: colour, strokeWidth: 1.6 }),
      Plot.text(line.slice(0, 1), {
        ...{ ...at, text: [network], textAnchor: 'start', dx: 12, dy: network === 'lazy' ? 14 : -22 },
        ...{ fill: colour, fontWeight: 600, ...halo(theme) },
      }),
    ];
  });
  const chosen = r2 !== undefined && r2 >= lowest ? [{ centre: state.centre, r2 }] : [];
  const range = [-0.55, 0.05, state.centre - 0.05, state.centre + 0.05];
  const plot = plainPlot(options, {
    ...{ width: scanWidth, height: scanHeight - titleHeight },
    ...{ marginLeft: 42, marginRight: 10, marginTop: 10, marginBottom: 40 },
    x: {
      ...{ domain: [Math.min(...range), Math.max(...range)], ticks: 6, tickFormat: formatTick },
      ...{ label: 'centre of the pair', labelArrow: 'none', labelAnchor: 'right', labelOffset: 36 },
    },
    y: { domain: [lowest, 1], ticks: 5, tickFormat: formatTick, grid: true, label: null },
    marks: [
      Plot.ruleX([state.centre], { stroke: theme.muted, strokeDasharray: '1 3' }),
      ...marks,
      Plot.dot(chosen, { ...at, r: 7, stroke: theme.ink, strokeWidth: 2 }),
      ...countsBelow(dots, lowest, options),
    ],
  });
  place(plot, 0, titleHeight);
  const title = textLine(options, { x: 0, y: 14, size: 13, fill: theme.ink, weight: 600 });
  title.textContent = `R² of the fit${r2 === undefined ? '' : `; of this run ${formatR2(r2)}`}`;
  return [title, plot];
}

/** How many dots of a centre lie below the axis. */
function countsBelow(dots: readonly CentreDot[], lowest: number, { theme }: DrawOptions): Plot.Markish[] {
  const below = dots.filter(({ r2 }) => r2 === null || r2 < lowest);
  const counts = [...new Set(below.map(({ centre }) => centre))].map((centre) => {
    return { centre, text: `${below.filter((dot) => dot.centre === centre).length} below` };
  });
  return [Plot.text(counts, { x: 'centre', y: lowest, text: 'text', dy: -8, fill: theme.muted, ...halo(theme) })];
}

function curvePlot(
  { record, comparison, until = Infinity }: CentreTable,
  name: (typeof curves)[number],
  options: DrawOptions,
) {
  const { theme, width } = options;
  const layout = layoutOf(width);
  const { series, parameters } = record;
  const values = [...series[name], ...(comparison.theory?.[name] ?? [])];
  const [low, high] = [values.reduce((a, b) => Math.min(a, b), 0), values.reduce((a, b) => Math.max(a, b), 0)];
  const seen = series.step.filter((step) => step <= until);
  const line = (steps: readonly number[], of: readonly number[], style: Plot.LineOptions) =>
    Plot.line(steps, { x: (d: number) => d, y: (_: number, n: number) => of[n], ...style });
  return plainPlot(options, {
    ...{ width: layout.curveWidth, height: layout.curveHeight - titleHeight + 4 },
    ...{ marginLeft: 42, marginRight: 10, marginTop: 6, marginBottom: 34 },
    x: {
      domain: [0, parameters.steps],
      ticks: 4,
      tickFormat: formatTick,
      label: 'step',
      labelArrow: 'none',
      labelAnchor: 'right',
      labelOffset: 32,
    },
    y: {
      domain: [name === 'w' ? -niceLimit(-1.02 * low, 0.15) : 0, niceLimit(1.02 * high, name === 'w' ? 0.05 : 0.6)],
      ...{ ticks: 3, tickFormat: formatTick, grid: true, label: null },
    },
    marks: [
      line(seen, series[name], experimentLine(theme[name])),
      ...(comparison.theory ? [line(series.step, comparison.theory[name], theoryLine(theme))] : []),
    ],
  });
}
