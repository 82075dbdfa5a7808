import * as Plot from '@observablehq/plot';
import { formatPower } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { panelCorner, panelsOf, type Panels } from '../panels.ts';
import { place, plainPlot, setSymbols, sheet, textLine } from '../sheet.ts';
import { bestLayers, middleOf, type DepthLayer, type DepthMeasure, type DepthTable } from './table.ts';

const titleHeight = 24;
const margins = { marginLeft: 42, marginRight: 8, marginTop: 6, marginBottom: 36 };

/** Axis limits, the same for all networks. */
const errorLimits = { residual: [0.01, 1000], unexplained: [1e-4, 1] } as const;
const rateLimits = [1e-4, 1] as const;
const errorTitles = { residual: 'error of the fit, sum of squares', unexplained: 'error of the fit, 1 − R²' } as const;

const layoutOf = (width: number): Panels =>
  panelsOf(width, { count: 2, least: 300, most: 2, gapX: 26, heightOf: (panel) => Math.min(320, 0.78 * panel) });

export const depthHeight = (width: number): number => Math.round(layoutOf(width).height);

/** Error and rates over the layer: a dot for each seed, a line through their middle. */
export function drawDepth(table: DepthTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const layout = layoutOf(width);
  const outer = sheet(options, width, depthHeight(width));
  const error = {
    measure: 'error',
    colour: theme.loss,
    symbol: 'square',
    label: errorTitles[table.state.error],
  } as const;
  const encoder = { measure: 'tauH', colour: theme.h, symbol: 'circle', label: '● 1/τ_h encoder' } as const;
  const decoder = { measure: 'tauY', colour: theme.y, symbol: 'diamond', label: '◆ 1/τ_y decoder' } as const;
  const panels = [
    { lines: [error], domain: errorLimits[table.state.error] },
    { lines: [encoder, decoder], domain: rateLimits },
  ];
  panels.forEach((panel, n) => {
    const { x, y } = panelCorner(layout, n);
    panel.lines.forEach(({ label, colour }, m) => {
      const at = { x: x + margins.marginLeft + 128 * m, y: y + 14, size: 13, fill: colour, weight: 600 };
      const title = textLine(options, at);
      setSymbols(options, title, label);
      outer.append(title);
    });
    const plot = panelPlot(table, panel, layout, options);
    place(plot, x, y + titleHeight);
    outer.append(plot);
  });
  return outer;
}

interface PanelLine {
  readonly measure: DepthMeasure;
  readonly colour: string;
  readonly symbol: 'square' | 'circle' | 'diamond';
}

interface Panel {
  readonly lines: readonly PanelLine[];
  readonly domain: readonly [number, number];
}

/** Whether a value has a place on its axis. */
export const hasPlace = (value: number | null, [low, high]: readonly [number, number]): value is number =>
  value !== null && value >= low && value <= high;

/** Values that were fitted and have no place on their axes. */
export function offAxes({ runs, state }: DepthTable): number {
  const outside = (value: number | null, limits: readonly [number, number]) =>
    value !== null && !hasPlace(value, limits);
  const layers = runs.flatMap((run) => run.layers);
  return layers.filter(
    ({ error, tauH, tauY }) =>
      outside(error, errorLimits[state.error]) || outside(tauH, rateLimits) || outside(tauY, rateLimits),
  ).length;
}

function panelPlot(table: DepthTable, { lines, domain }: Panel, layout: Panels, options: DrawOptions): SVGSVGElement {
  const { theme } = options;
  const layers = table.runs.flatMap((run) => run.layers);
  const last = Math.max(...layers.map(({ layer }) => layer));
  const powers = Math.round(Math.log10(domain[1] / domain[0]));
  const marks = lines.flatMap(({ measure, colour, symbol }) => {
    const dots = (physical: boolean) =>
      layers.filter((layer) => layer.physical === physical && hasPlace(layer[measure], domain));
    const dot = { x: 'layer', y: measure, symbol, r: 2.6 } as const;
    const middle = middleOf(table, measure).filter(({ value }) => hasPlace(value, domain));
    return [
      Plot.line(middle, { x: 'layer', y: 'value', stroke: colour, strokeWidth: 1.5, strokeOpacity: 0.7 }),
      Plot.dot(dots(true), { ...dot, fill: colour, fillOpacity: 0.75 }),
      Plot.dot(dots(false), { ...dot, stroke: colour, strokeWidth: 1.2, fill: theme.background }),
    ];
  });
  const best = lines[0]!.measure === 'error' ? bestLayers(table).filter(({ error }) => hasPlace(error, domain)) : [];
  return plainPlot(options, {
    ...{ width: layout.panelWidth, height: layout.panelHeight - titleHeight, ...margins },
    x: {
      ...{ domain: [-0.5, last + 0.5], ticks: Math.min(5, last + 1), tickFormat: 'd' },
      ...{ label: 'hidden layer', labelArrow: 'none', labelAnchor: 'right', labelOffset: 34 },
    },
    y: {
      ...{ type: 'log', domain: [...domain], grid: true, label: null, tickFormat: formatPower },
      ticks: Array.from({ length: powers + 1 }, (_, n) => domain[0] * 10 ** n),
    },
    marks: [
      Plot.ruleX([table.runs[0]!.layers.length >> 1], { stroke: theme.grid, strokeWidth: 8, strokeOpacity: 0.5 }),
      ...marks,
      Plot.dot(best, {
        ...{ x: 'layer', y: (layer: DepthLayer) => layer.error, r: 5.5, stroke: theme.ink, strokeWidth: 1.3 },
      }),
    ],
  });
}
