import * as Plot from '@observablehq/plot';
import { predictedRise, richCurve } from '../../experiments/collapse/prediction.ts';
import { formatTick } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { lineKey } from '../labels.ts';
import { networkSets } from '../networks.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { halo, theoryLine } from '../styles.ts';
import type { CollapseTable } from './table.ts';

const wideFrom = 640;
const gap = 28;
const titleHeight = 22;
const rowHeight = 17;
const riseMargins = { marginTop: 8, marginBottom: 38, marginRight: 10 };
/** What is seen of heights, which are 1 at the end. */
const highest = 1.2;
const mostRows = Math.max(networkSets.settings.networks.length, networkSets.beyond.networks.length);

interface Layout {
  readonly isWide: boolean;
  readonly curveWidth: number;
  readonly curveHeight: number;
  readonly riseWidth: number;
  readonly riseHeight: number;
}

function layoutOf(width: number, rows: number): Layout {
  const isWide = width >= wideFrom;
  const riseWidth = isWide ? Math.max(270, 0.4 * width) : width;
  const curveWidth = isWide ? width - riseWidth - gap : width;
  const leastRise = titleHeight + riseMargins.marginTop + riseMargins.marginBottom + rowHeight * rows;
  const leastCurve = titleHeight + Math.min(260, 0.6 * curveWidth);
  const curveHeight = Math.round(isWide ? Math.max(leastCurve, leastRise / 2) : leastCurve);
  return { isWide, curveWidth, curveHeight, riseWidth, riseHeight: isWide ? 2 * curveHeight : leastRise };
}

export function collapseHeight(width: number, table: CollapseTable | null): number {
  const { isWide, curveHeight, riseHeight } = layoutOf(width, table?.networks.length ?? mostRows);
  return isWide ? riseHeight : 2 * curveHeight + 10 + riseHeight;
}

/** Two panels of curves over one time axis; beside them, for each network, what its rise takes and should take. */
export function drawCollapse(table: CollapseTable, options: DrawOptions): SVGSVGElement {
  const { width } = options;
  const layout = layoutOf(width, table.networks.length);
  const outer = sheet(options, width, collapseHeight(width, table));
  (['y', 'h'] as const).forEach((name, n) => {
    outer.append(...curvePanel(table, name, n * layout.curveHeight, layout, options));
  });
  const corner = layout.isWide ? { x: layout.curveWidth + gap, y: 0 } : { x: 0, y: 2 * layout.curveHeight + 10 };
  outer.append(...risePanel(table, corner, layout, options));
  return outer;
}

const titles = { y: 'predictions: y/‖dy‖²', h: 'representations: h/h(∞)' };
const times: Record<CollapseTable['state']['axis'], string> = {
  steps: 'training steps',
  collapse: 's · (t − t50), s from the fit',
  rise: '(t − t50) / (t75 − t25)',
};

function curvePanel(
  table: CollapseTable,
  name: 'y' | 'h',
  top: number,
  layout: Layout,
  options: DrawOptions,
): SVGElement[] {
  const { theme } = options;
  const { axis } = table.state;
  const runs = table.networks.flatMap((network) => network.runs.flatMap(({ curve }) => curve ?? []));
  const [from, to] = table.window;
  // The curve of the rich limit takes its own rise as unit where runs take theirs.
  const unit = axis === 'rise' ? predictedRise(0) : 1;
  const ideal = Array.from({ length: 101 }, (_, n) => from + ((to - from) * n) / 100).map((x) => ({
    x,
    value: richCurve(unit * x)[name],
  }));
  const plot = plainPlot(options, {
    ...{ width: layout.curveWidth, height: layout.curveHeight - titleHeight },
    ...{ marginLeft: 34, marginRight: 12, marginTop: 8, marginBottom: 38 },
    x: {
      domain: [from, to],
      ticks: 5,
      tickFormat: formatTick,
      label: times[axis],
      labelArrow: 'none',
      labelAnchor: 'right',
      labelOffset: 34,
    },
    y: { domain: [0, highest], ticks: [0, 0.5, 1], tickFormat: formatTick, grid: true, label: null },
    marks: [
      ...runs.map((curve) =>
        Plot.line(
          // A line breaks off where it leaves the frame.
          curve.x.map((x, n) => ({ x, value: curve[name][n]! <= highest ? curve[name][n]! : NaN })),
          { x: 'x', y: 'value', stroke: theme[name], strokeWidth: 1.4, strokeOpacity: 0.5 },
        ),
      ),
      ...(axis === 'steps' ? [] : [Plot.line(ideal, { x: 'x', y: 'value', ...theoryLine(theme), strokeWidth: 2 })]),
    ],
  });
  place(plot, 0, top + titleHeight);
  const title = textLine(options, { x: 0, y: top + 14, size: 13, fill: theme[name], weight: 600 });
  title.textContent = titles[name];
  return [title, plot, ...(name === 'y' ? key(table, top + layout.curveHeight - 84, layout, options) : [])];
}

function key({ state }: CollapseTable, y: number, { curveWidth }: Layout, options: DrawOptions): SVGElement[] {
  const { theme } = options;
  const runs = { text: 'networks', style: { stroke: theme.y, strokeWidth: 1.6 } };
  const theory = { text: 'theory', style: theoryLine(theme) };
  return lineKey(options, state.axis === 'steps' ? [runs] : [runs, theory], { x: curveWidth - 70, y });
}

/** A row for each network: a dot for each run, a dashed tick where the theory has it. */
function risePanel(
  { networks }: CollapseTable,
  corner: { x: number; y: number },
  layout: Layout,
  options: DrawOptions,
): SVGElement[] {
  const { theme } = options;
  const dots = networks.flatMap(({ name, runs }) => runs.map(({ rise }) => ({ name, rise })));
  const rises = dots.map(({ rise }) => rise);
  const plot = plainPlot(options, {
    ...{ width: layout.riseWidth, height: layout.riseHeight - titleHeight, marginLeft: 118, ...riseMargins },
    x: {
      ...{
        type: 'log',
        domain: [Math.min(0.2, 0.9 * Math.min(...rises)), Math.max(4, 1.1 * Math.max(...rises))],
        ticks: [0.25, 0.5, 1, 2, 4],
        tickFormat: formatTick,
        grid: true,
      },
      ...{ label: '(t75 − t25) · s', labelArrow: 'none', labelAnchor: 'right', labelOffset: 34 },
    },
    y: { type: 'band', domain: networks.map(({ name }) => name), label: null, tickSize: 0, padding: 0.1 },
    marks: [
      Plot.tickX(networks, { x: 'predicted', y: 'name', ...theoryLine(theme), strokeWidth: 2, strokeDasharray: '3 2' }),
      Plot.dot(dots, { x: 'rise', y: 'name', r: 3.2, fill: theme.y, fillOpacity: 0.65 }),
      Plot.text(networks.slice(0, 1), {
        x: 'predicted',
        y: 'name',
        text: ['theory'],
        textAnchor: 'start',
        dx: 6,
        fontWeight: 600,
        fill: theme.theory,
        ...halo(theme),
      }),
    ],
  });
  place(plot, corner.x, corner.y + titleHeight);
  const title = textLine(options, { x: corner.x, y: corner.y + 14, size: 13, fill: theme.ink, weight: 600 });
  title.textContent = 'time that y takes from 25 to 75 %';
  return [title, plot];
}
