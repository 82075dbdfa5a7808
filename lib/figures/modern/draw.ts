import * as Plot from '@observablehq/plot';
import { limitsOf } from '../architectures/draw.ts';
import { cutTo, formatTick } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { lineKey } from '../labels.ts';
import { networkSets } from '../networks.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { experimentLine, theoryLine } from '../styles.ts';
import { curves, type ModernNetwork, type ModernTable } from './table.ts';

const keyHeight = 24;
const titleHeight = 22;
const gap = 10;
const margins = { marginLeft: 34, marginRight: 4, marginTop: 6, marginBottom: 20 };
const strip = { rowHeight: 20, titleHeight: 28, marginBottom: 24 };
const mostNetworks = Math.max(networkSets.architectures.networks.length, networkSets.optimisers.networks.length);
const meanings = { h: 'representations', y: 'predictions', w: 'alignment' } as const;

const curveHeight = (width: number) => (width < compactBelow ? 92 : 108);
const rowHeight = (width: number) => titleHeight + curveHeight(width) + 8;
const stripHeight = (count: number) => strip.titleHeight + strip.rowHeight * count + strip.marginBottom;

export function modernHeight(width: number, table: ModernTable | null): number {
  const count = table?.networks.length ?? mostNetworks;
  return keyHeight + rowHeight(width) * count + stripHeight(count);
}

/** A row for each network with h, y and w of a run, the theory dashed; below, R² of every seed. */
export function drawModern(table: ModernTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const { networks } = table;
  const outer = sheet(options, width, modernHeight(width, table));
  const panelWidth = (width - gap * (curves.length - 1)) / curves.length;
  const network = { text: 'network', style: { ...experimentLine(theme.ink), strokeOpacity: 1 } };
  const theory = { text: 'theory, fitted', style: theoryLine(theme) };
  outer.append(...lineKey(options, [network], { x: 31, y: 13 }), ...lineKey(options, [theory], { x: 122, y: 13 }));
  networks.forEach((row, n) => {
    const top = keyHeight + rowHeight(width) * n;
    const title = textLine(options, { x: 0, y: top + 15, size: 13, fill: theme.ink, weight: 600 });
    title.textContent = `${row.name}: ${verdictOf(row)}`;
    outer.append(title);
    curves.forEach((name, m) => {
      const plot = curvePlot(row, name, panelWidth, options);
      const x = m * (panelWidth + gap);
      place(plot, x, top + titleHeight);
      // Curves end high if they go up, and w at the 0 that its limits put high or low: the other corner is free.
      const [low, high] = panelLimits(row, name);
      const corner = {
        x: x + panelWidth - margins.marginRight,
        y: top + titleHeight + (high > -low && low < 0 ? 17 : curveHeight(width) - 27),
      };
      const label = textLine(options, { ...corner, size: 12, fill: theme[name], weight: 600 });
      label.setAttribute('text-anchor', 'end');
      label.textContent = n === 0 && width >= compactBelow ? `${name}, ${meanings[name]}` : name;
      outer.append(plot, label);
    });
  });
  const below = keyHeight + rowHeight(width) * networks.length;
  const head = textLine(options, { x: 0, y: below + 16, size: 13, fill: theme.ink, weight: 600 });
  head.textContent = 'R² of every seed';
  const seeds = seedsPlot(table, options);
  place(seeds, 0, below + strip.titleHeight);
  outer.append(head, seeds);
  return outer;
}

/** What the fit of the run that is shown is worth. */
function verdictOf({ run }: ModernNetwork): string {
  if (run.r2 === null) return 'no fit';
  return `R² ${cutTo(run.r2, 3)}${run.physical ? '' : ', the theory fails'}`;
}

const panelLimits = ({ run }: ModernNetwork, name: (typeof curves)[number]) =>
  limitsOf({ network: run.network[name], theory: run.theory?.[name] ?? null, dy2: run.dy2 }, name);

function curvePlot(
  row: ModernNetwork,
  name: (typeof curves)[number],
  width: number,
  options: DrawOptions,
): SVGSVGElement {
  const { theme } = options;
  const { run } = row;
  const network = run.network[name];
  const theory = run.theory?.[name] ?? null;
  const line = (values: readonly number[], style: Plot.LineOptions) =>
    Plot.line(run.step, { x: (d: number) => d, y: (_: number, n: number) => values[n], ...style });
  return plainPlot(options, {
    ...{ width, height: curveHeight(options.width), ...margins },
    x: {
      ...{ domain: [0, run.steps], ticks: [0, run.steps], tickFormat: (step: number) => (step === 0 ? '0' : '') },
      ...{ label: `${run.steps} steps`, labelArrow: 'none', labelAnchor: 'right', labelOffset: 18 },
    },
    y: {
      ...{ domain: panelLimits(row, name), ticks: 3 },
      ...{ tickFormat: formatTick, grid: true, label: null },
    },
    marks: [
      Plot.ruleY([0], { stroke: theme.muted, strokeWidth: 0.75 }),
      line(network, { ...experimentLine(theme[name]), strokeWidth: 2.75 }),
      ...(theory ? [line(theory, theoryLine(theme))] : []),
    ],
  });
}

/** Whether R² has a place in the strip, which begins at 0. */
const hasPlace = (r2: number | null): r2 is number => r2 !== null && r2 >= 0;

function seedsPlot({ networks }: ModernTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const dots = (meaningful: boolean) =>
    networks.flatMap(({ name, seeds }) =>
      seeds.flatMap(({ r2, physical }) => ((physical === true) === meaningful && hasPlace(r2) ? [{ name, r2 }] : [])),
    );
  const without = networks
    .map(({ name, seeds }) => ({ name, count: seeds.filter(({ r2 }) => !hasPlace(r2)).length }))
    .filter(({ count }) => count > 0);
  const dot = { x: 'r2', y: 'name', r: 3.2 } as const;
  return plainPlot(options, {
    ...{ width, height: stripHeight(networks.length) - strip.titleHeight },
    ...{ marginLeft: 130, marginRight: 12, marginTop: 0, marginBottom: strip.marginBottom },
    x: { domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], tickFormat: formatTick, grid: true, label: null },
    y: { type: 'band', domain: networks.map(({ name }) => name), label: null, tickSize: 0 },
    marks: [
      Plot.ruleY(networks, { y: 'name', stroke: theme.grid, strokeWidth: 0.75 }),
      Plot.dot(dots(true), { ...dot, fill: theme.ink, fillOpacity: 0.6 }),
      Plot.dot(dots(false), { ...dot, stroke: theme.ink, strokeWidth: 1.2, fill: theme.background }),
      Plot.text(without, {
        ...{ y: 'name', text: ({ count }: { count: number }) => `← ${count}×`, frameAnchor: 'left' },
        ...{ textAnchor: 'start', dx: 4, fill: theme.muted },
      }),
    ],
  });
}
