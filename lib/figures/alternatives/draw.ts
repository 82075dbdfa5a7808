import * as Plot from '@observablehq/plot';
import { formatPower } from '../axes.ts';
import { paperSettings } from '../../networks/settings.ts';
import type { DrawOptions } from '../figure.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { theoryLine } from '../styles.ts';
import { systems, type AlternativesRun, type AlternativesTable, type SystemColumn } from './table.ts';

/** Factors that are drawn; the same for all states. */
const limits = [0.1, 200] as const;
const rowHeight = 19;
const titleHeight = 40;
const marginBottom = 30;
const footHeight = 16;
const outside = 18;

/** All panels in a row, or two and two where the figure is narrow; the groups are named at the left of each row. */
function layoutOf(width: number, groups: number) {
  const compact = width < compactBelow;
  const columns = compact ? 2 : systems.length;
  const names = compact ? 76 : 84;
  const gap = compact ? 10 : 14;
  const height = titleHeight + rowHeight * groups + marginBottom;
  return {
    ...{ columns, names, gap, compact, panelHeight: height },
    panelWidth: (width - names - gap * (columns - 1)) / columns,
    height: (systems.length / columns) * height + footHeight,
  };
}

export const alternativesHeight = (width: number, table: AlternativesTable | null): number =>
  layoutOf(width, table?.groups.length ?? Object.keys(paperSettings).length).height;

/** Whether a factor has a place on the axis. */
export const hasPlace = (factor: number | null): factor is number =>
  factor !== null && factor >= limits[0] && factor <= limits[1];

/** A panel for each altered system, a row for each setting, a dot for each seed: right of the line the theory fits better. */
export function drawAlternatives(table: AlternativesTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const layout = layoutOf(width, table.groups.length);
  const outer = sheet(options, width, alternativesHeight(width, table));
  systems.forEach(({ column, name }, n) => {
    const at = n % layout.columns;
    const x = layout.names + at * (layout.panelWidth + layout.gap);
    const y = Math.floor(n / layout.columns) * layout.panelHeight;
    const title = textLine(options, { x, y: y + 13, size: 13, fill: theme.ink, weight: 600 });
    title.textContent = name;
    const score = textLine(options, { x, y: y + 29, size: 12, fill: theme.muted });
    score.textContent = scoreOf(table, column);
    const plot = panelPlot(table, { column, named: at === 0 }, layout, options);
    place(plot, at === 0 ? 0 : x, y + titleHeight);
    outer.append(title, score, plot);
  });
  const foot = textLine(options, { x: width, y: layout.height - 6, size: 12, fill: theme.ink });
  foot.setAttribute('text-anchor', 'end');
  foot.textContent = layout.compact
    ? '← altered fits better · theory fits better →'
    : 'residual divided by the theory’s: ← altered system fits better · theory fits better →';
  outer.append(foot);
  return outer;
}

/** In how many runs the theory fits better than the altered system. */
function scoreOf({ groups }: AlternativesTable, column: SystemColumn): string {
  const factors = groups.flatMap(({ runs }) => runs.flatMap((run) => run[column] ?? []));
  return `worse in ${factors.filter((factor) => factor > 1).length} of ${factors.length}`;
}

function panelPlot(
  { groups }: AlternativesTable,
  { column, named }: { column: SystemColumn; named: boolean },
  { names, panelWidth, panelHeight }: ReturnType<typeof layoutOf>,
  options: DrawOptions,
): SVGSVGElement {
  const { theme } = options;
  const dots = (meaningful: boolean) =>
    groups.flatMap(({ name, runs }) =>
      runs
        .filter((run: AlternativesRun) => (run.physical === true) === meaningful && hasPlace(run[column]))
        .map((run) => ({ name, factor: run[column]! })),
    );
  const without = groups
    .map(({ name, runs }) => ({ name, count: runs.filter((run) => !hasPlace(run[column])).length }))
    .filter(({ count }) => count > 0);
  const marginLeft = named ? names : 0;
  const dot = { x: 'factor', y: 'name', r: 2.8 } as const;
  return plainPlot(options, {
    ...{ width: marginLeft + panelWidth, height: panelHeight - titleHeight },
    ...{ marginLeft, marginRight: outside, marginTop: 0, marginBottom },
    x: { type: 'log', domain: [...limits], ticks: [0.1, 1, 10, 100], tickFormat: formatPower, label: null },
    y: {
      ...{ type: 'band', domain: groups.map(({ name }) => name), label: null },
      ...{ axis: named ? 'left' : null, tickSize: 0 },
    },
    marks: [
      Plot.ruleY(groups, { y: 'name', stroke: theme.grid, strokeWidth: 0.75 }),
      Plot.ruleX([1], theoryLine(theme)),
      Plot.dot(dots(true), { ...dot, fill: theme.loss, fillOpacity: 0.65 }),
      Plot.dot(dots(false), { ...dot, stroke: theme.loss, strokeWidth: 1.1, fill: 'none' }),
      Plot.text(without, {
        ...{ y: 'name', text: ({ count }: { count: number }) => `${count}×`, frameAnchor: 'right' },
        ...{ textAnchor: 'start', dx: 2, fill: theme.muted },
      }),
    ],
  });
}
