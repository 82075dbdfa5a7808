import * as Plot from '@observablehq/plot';
import { formatTick } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { panelCorner, panelsOf, type Panels } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { contextKey, keyHeight } from './key.ts';
import { contextSymbols, pointFill } from './marks.ts';
import { project, reach } from './project.ts';
import { drawShares } from './shares.ts';
import type { ContextLayer, ContextTable } from './table.ts';

const titleHeight = 38;
/** Three gains and the scan of all. */
const most = 4;

const layoutOf = (width: number): Panels =>
  panelsOf(width, { count: most, least: 160, most: 4, gapX: 20, gapY: 14, heightOf: (panel) => panel + titleHeight });

const topOf = (width: number) => Math.round(keyHeight(width));

export const contextHeight = (width: number): number => topOf(width) + Math.round(layoutOf(width).height);

/** A hidden layer for each of the paper's gains, and beside them what is kept of the other feature at every gain. */
export function drawContext(table: ContextTable, options: DrawOptions): SVGSVGElement {
  const { width, theme } = options;
  const layout = layoutOf(width);
  const outer = sheet(options, width, contextHeight(width));
  outer.append(...contextKey(table.state, options));
  const top = topOf(width);
  const head = (x: number, y: number, first: string, second: string) => {
    const [title, line] = [
      textLine(options, { x, y: y + 14, size: 13, fill: theme.ink, weight: 600 }),
      textLine(options, { x, y: y + 30, size: 12, fill: theme.muted }),
    ];
    [title.textContent, line.textContent] = [first, second];
    outer.append(title, line);
  };
  table.layers.slice(0, most - 1).forEach((layer, n) => {
    const corner = panelCorner(layout, n);
    const [x, y] = [corner.x, corner.y + top];
    head(x, y, `gain ${layer.run.gain}`, axesText(layer, table));
    const plot = layerPlot(layer, table, layout, options);
    place(plot, x, y + titleHeight);
    outer.append(plot);
  });
  const { x, y } = panelCorner(layout, most - 1);
  head(x, y + top, 'other feature kept', 'share of the variance');
  const shares = drawShares(table, options, { width: layout.panelWidth, height: layout.panelHeight - titleHeight });
  place(shares, x, y + top + titleHeight);
  outer.append(shares);
  return outer;
}

/** How much of the variance the axes have that are seen. */
function axesText({ explained }: ContextLayer, { state: { view } }: ContextTable): string {
  const axes = { first: [0, 1], next: [1, 2], space: [0, 1, 2] }[view];
  const percent = (axis: number) => {
    const share = 100 * (explained[axis] ?? 0);
    return share < 1 ? '< 1' : share > 99 ? '> 99' : share.toFixed(0);
  };
  return `axes ${axes.map((axis) => axis + 1).join(', ')}: ${axes.map(percent).join(', ')} %`;
}

function layerPlot(
  { points }: ContextLayer,
  { state }: ContextTable,
  { panelWidth }: Panels,
  options: DrawOptions,
): SVGSVGElement {
  const { theme } = options;
  const limit = reach(points, state);
  const seen = points.map((point) => ({ ...point, ...project(point.at, state) })).sort((a, b) => a.depth - b.depth);
  const ends = ([0, 1, 2] as const).map((axis) => {
    const end = project([axis === 0 ? limit : 0, axis === 1 ? limit : 0, axis === 2 ? limit : 0], state);
    return { x: 0.9 * end.x, y: 0.9 * end.y, x2: 0.8 * end.x, y2: 0.8 * end.y, text: String(axis + 1) };
  });
  const domain = [-limit * 1.06, limit * 1.06];
  const ticks = [-limit, 0, limit];
  const flat = state.view !== 'space';
  const axis = flat ? { domain, ticks, tickFormat: formatTick, label: null, grid: true } : { domain, axis: null };
  const radius = Math.max(2, Math.min(3.5, panelWidth / 90));
  return plainPlot(options, {
    // As wide as high between the margins: one scale for both directions.
    ...{ width: panelWidth, height: panelWidth - 10 },
    ...{ marginLeft: 40, marginRight: 14, marginTop: 8, marginBottom: 36 },
    x: axis,
    y: axis,
    marks: [
      Plot.frame({ stroke: theme.grid }),
      ...(flat
        ? []
        : [
            Plot.link(ends, { x1: 0, y1: 0, x2: 'x2', y2: 'y2', stroke: theme.muted, strokeWidth: 1 }),
            Plot.text(ends, { x: 'x', y: 'y', text: 'text', fill: theme.muted }),
          ]),
      ...[0, 1].map((context) =>
        Plot.dot(
          seen.filter((point) => point.context === context),
          {
            ...{ x: 'x', y: 'y', r: radius, symbol: contextSymbols[context]! },
            ...{ fill: pointFill(theme, state.colour), fillOpacity: 0.85 },
          },
        ),
      ),
    ],
  });
}
