import * as Plot from '@observablehq/plot';
import { formatNumber, formatTick } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { lineKey } from '../labels.ts';
import { panelCorner, panelsOf, type Panels } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { experimentLine, halo, theoryLine, type LineStyle } from '../styles.ts';
import type { Theme } from '../theme.ts';
import { gauges, gaugeText, shapeOf, shapeWindow, shareAtStart } from './shapes.ts';
import { gaugeSweeps, type GaugeDot, type GaugeSweep, type RichnessTable } from './table.ts';

const gaugeHeight = 150;
const gaugeMargins = { marginLeft: 10, marginRight: 14, marginTop: 32, marginBottom: 44 };
const titleHeight = 22;
const margins = { marginLeft: 34, marginRight: 10, marginTop: 8, marginBottom: 38 };

const layoutOf = (width: number): Panels =>
  panelsOf(width, { count: 2, least: 270, most: 2, gapX: 26, heightOf: (panel) => Math.min(320, 0.76 * panel) });

export const richnessHeight = (width: number): number => Math.round(gaugeHeight + layoutOf(width).height);

/** Where the run stands between rich and lazy; below, its predictions and its representation among all the shapes. */
export function drawRichness(table: RichnessTable, options: DrawOptions): SVGSVGElement {
  const layout = layoutOf(options.width);
  const outer = sheet(options, options.width, richnessHeight(options.width));
  outer.append(...gauge(table, options));
  (['p', 'h'] as const).forEach((name, n) => {
    const { x, y } = panelCorner(layout, n);
    const fill = options.theme[colours[name]];
    const title = textLine(options, { x, y: y + gaugeHeight + 14, size: 13, fill, weight: 600 });
    title.textContent = titles[name];
    const plot = shapePlot(table, name, layout, options);
    place(plot, x, y + gaugeHeight + titleHeight);
    outer.append(title, plot);
  });
  const lastLine = gaugeHeight + layout.panelHeight - margins.marginBottom - 14;
  outer.append(...key(table, options, { x: layout.panelWidth - 74, y: lastLine - 34 }));
  return outer;
}

const colours = { p: 'y', h: 'h' } as const;
const titles = { p: 'predictions: dŷ/dy', h: 'representations: h/h(∞)' } as const;
/** Predictions may first go the wrong way, since weights are random. */
const limits = { p: [-0.25, 1.1], h: [0, 1.1] } as const;
const otherShape = (theme: Theme): LineStyle => ({ stroke: theme.muted, strokeWidth: 1, strokeDasharray: '2 3' });

/** All shapes thin, the run's own dashed, the run solid. */
function shapePlot(table: RichnessTable, name: 'p' | 'h', layout: Panels, options: DrawOptions): SVGSVGElement {
  const { shape, until = Infinity } = table;
  const { theme } = options;
  const at = { x: 'x', y: name } as const;
  const [from, to] = shapeWindow;
  const [low, high] = limits[name];
  const run = (shape?.run ?? []).filter((point, n) => {
    const seen = point.x >= from && point.x <= to && point[name] >= low && point[name] <= high;
    return seen && shape!.step[n]! <= until;
  });
  const family = gauges.map((C) => ({ C, points: shapeOf(C) }));
  // The shapes of representations begin apart, and are told there; those of predictions end in two kinds.
  const starts = family.map(({ C, points }) => ({ ...points[0]!, text: `C = ${gaugeText(C)}` }));
  const text = { ...at, text: 'text', fill: theme.muted, ...halo(theme) };
  const labels = {
    h: [
      Plot.text(starts.slice(1, -1), { ...text, textAnchor: 'end', dx: -4 }),
      Plot.text(starts.slice(0, 1), { ...text, textAnchor: 'start', dy: -10 }),
      Plot.text(starts.slice(-1), { ...text, textAnchor: 'end', dy: -9 }),
    ],
    p: [
      Plot.text([{ x: from, p: 0.14, text: 'C = 0, logistic' }], { ...text, textAnchor: 'start', dx: 4 }),
      Plot.text([{ x: -0.3, p: 0.5, text: 'C = ∞, exponential' }], { ...text, textAnchor: 'start' }),
    ],
  };
  return plainPlot(options, {
    ...{ width: layout.panelWidth, height: layout.panelHeight - titleHeight, ...margins },
    x: {
      ...{ domain: shapeWindow, ticks: 5, tickFormat: formatTick },
      ...{ label: 'time from half of y, in final decay times' },
      ...{ labelArrow: 'none', labelAnchor: 'right', labelOffset: 34 },
    },
    y: { domain: limits[name], ticks: [0, 0.5, 1], tickFormat: formatTick, grid: true, label: null },
    marks: [
      ...family.map(({ points }) => Plot.line(points, { ...at, ...otherShape(theme) })),
      Plot.line(run, { ...at, ...experimentLine(theme[colours[name]]) }),
      ...(shape ? [Plot.line(shapeOf(shape.richness), { ...at, ...theoryLine(theme) })] : []),
      ...labels[name],
    ],
  });
}

/** From rich to lazy: a row of dots for each kind of released runs, and the run. */
function gauge({ shape, dots }: RichnessTable, options: DrawOptions): SVGElement[] {
  const { theme, width } = options;
  const names: Record<GaugeSweep, string> = { settings: 'the paper’s settings', live: 'small networks' };
  const rows = gaugeSweeps
    .map((sweep, n) => ({ sweep, y: 3 - 2 * n }))
    .filter(({ sweep }) => {
      return dots.some((dot) => dot.sweep === sweep);
    });
  const share = shape && shareAtStart(shape.richness);
  const plot = plainPlot(options, {
    ...{ width, height: gaugeHeight, ...gaugeMargins },
    x: {
      domain: [0, 1],
      ticks: gauges.map(shareAtStart),
      tickFormat: (_: number, n: number) => gaugeText(gauges[n]!),
      label: null,
    },
    y: { domain: [0, 4.2], axis: null },
    marks: [
      Plot.ruleY([0], { stroke: theme.ink }),
      ...rows.map(({ sweep, y }) =>
        Plot.dot(
          dots.filter((dot) => dot.sweep === sweep),
          {
            x: ({ richness }: GaugeDot) => shareAtStart(richness),
            y: () => y,
            ...{ r: 3, fill: theme.recorded, fillOpacity: 0.55 },
          },
        ),
      ),
      ...(share === null ? [] : [Plot.ruleX([share], { stroke: theme.h, strokeWidth: 3 })]),
      Plot.text(rows, {
        ...{ x: () => 0, y: ({ y }: { y: number }) => y + 0.8, textAnchor: 'start', fill: theme.muted, ...halo(theme) },
        text: ({ sweep }: { sweep: GaugeSweep }) => names[sweep],
      }),
      Plot.text([share ?? 0], {
        ...{ x: (d: number) => d, frameAnchor: 'top', dy: -6, lineAnchor: 'bottom', fontWeight: 600, fill: theme.h },
        text: [
          shape
            ? `this run: C = ${formatNumber(shape.richness)}`
            : 'this run has no C: the theory does not describe it',
        ],
        textAnchor: (share ?? 0) < 0.2 ? 'start' : share! > 0.8 ? 'end' : 'middle',
      }),
    ],
  });
  const ends = [
    { x: gaugeMargins.marginLeft, anchor: 'start', text: 'rich: representation learnt' },
    { x: width - gaugeMargins.marginRight, anchor: 'end', text: 'lazy: there from the start' },
  ].map(({ x, anchor, text }) => {
    const end = textLine(options, { x, y: gaugeHeight - 10, size: 12, fill: theme.ink });
    end.setAttribute('text-anchor', anchor);
    end.textContent = text;
    return end;
  });
  return [plot, ...ends];
}

function key({ shape }: RichnessTable, options: DrawOptions, corner: { x: number; y: number }): SVGElement[] {
  const { theme } = options;
  const network = { text: 'network', style: { ...experimentLine(theme.y), strokeOpacity: 1 } };
  const theory = { text: 'theory', style: theoryLine(theme) };
  const others = { text: 'other C', style: otherShape(theme) };
  return lineKey(options, shape ? [network, theory, others] : [others], corner);
}
