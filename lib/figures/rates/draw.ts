import * as Plot from '@observablehq/plot';
import { formatPower } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, setSymbols, sheet, textLine } from '../sheet.ts';
import type { RatesState } from './definition.ts';
import type { RatesRun, RatesTable } from './table.ts';

/** Axis limits, the same for all states with the same unit: wide enough for every sweep. */
const limits: Readonly<Record<RatesState['per'], [number, number]>> = { step: [1e-5, 10], lr: [1e-3, 1e4] };

const titleHeight = 20;
const rowHeight = 20;
const marginTop = 6;
const marginBottom = 34;
/** Rows of the sweep with the most groups. */
const mostGroups = 26;
/** Room at the right of a panel for the number of runs that have no place on its axis. */
const outside = 24;

export function ratesHeight(_width: number, table: RatesTable | null): number {
  return titleHeight + marginTop + marginBottom + rowHeight * (table?.groups.length ?? mostGroups);
}

interface PanelOptions {
  readonly name: 'h' | 'y';
  readonly title: string;
  readonly x: number;
  readonly axisWidth: number;
  /** Room at the left: for the groups' names, or little. */
  readonly marginLeft: number;
  readonly named: boolean;
}

/** Two panels side by side, one row a group, one dot a seed: hollow where the fit is not meaningful. */
export function drawRates(table: RatesTable, options: DrawOptions): SVGSVGElement {
  const { width } = options;
  const named = width < compactBelow ? 112 : 132;
  const between = width < compactBelow ? 8 : 20;
  const axisWidth = (width - named - between - 2 * outside) / 2;
  const outer = sheet(options, width, ratesHeight(width, table));
  outer.append(
    ...panel(table, { name: 'h', title: '1/τ_h encoder', x: 0, axisWidth, marginLeft: named, named: true }, options),
    ...panel(
      table,
      {
        name: 'y',
        title: '1/τ_y decoder',
        x: named + axisWidth + outside,
        axisWidth,
        marginLeft: between,
        named: false,
      },
      options,
    ),
  );
  return outer;
}

/** The powers of ten between limits, or every n-th of them. */
function powers([low, high]: readonly [number, number], every: number): number[] {
  const first = Math.round(Math.log10(low));
  const count = Math.round(Math.log10(high)) - first;
  return Array.from({ length: Math.floor(count / every) + 1 }, (_, n) => 10 ** (first + every * n));
}

/** Whether a rate has a place on the axis: it was found, is positive, and lies between the limits. */
export function hasPlace(rate: number | null, { per }: RatesState): rate is number {
  const [low, high] = limits[per];
  return rate !== null && rate >= low && rate <= high;
}

function panel(
  { groups, state }: RatesTable,
  { name, title, x, axisWidth, marginLeft, named }: PanelOptions,
  options: DrawOptions,
): SVGElement[] {
  const { theme, width } = options;
  const rateOf = ({ tauH, tauY }: RatesRun) => (name === 'h' ? tauH : tauY);
  const dots = (physical: boolean) =>
    groups.flatMap(({ name: group, runs }) =>
      runs.flatMap((run) => {
        const rate = rateOf(run);
        return run.physical === physical && hasPlace(rate, state) ? [{ group, rate }] : [];
      }),
    );
  const without = groups
    .map(({ name: group, runs }) => ({ group, count: runs.filter((run) => !hasPlace(rateOf(run), state)).length }))
    .filter(({ count }) => count > 0);
  const dot = {
    x: 'rate',
    y: 'group',
    symbol: name === 'h' ? 'circle' : 'diamond',
    r: width < compactBelow ? 3 : 4,
  } as const;
  const plot = plainPlot(options, {
    width: marginLeft + axisWidth + outside,
    height: marginTop + rowHeight * groups.length + marginBottom,
    ...{ marginLeft, marginRight: outside, marginTop, marginBottom },
    x: {
      type: 'log',
      domain: limits[state.per],
      grid: true,
      ticks: powers(limits[state.per], width < compactBelow ? 3 : 1),
      tickFormat: formatPower,
      label: null,
    },
    y: {
      type: 'band',
      domain: groups.map(({ name: group }) => group),
      label: null,
      axis: named ? 'left' : null,
      tickSize: 0,
    },
    marks: [
      Plot.ruleY(groups, { y: 'name', stroke: theme.grid, strokeWidth: 0.75 }),
      Plot.dot(dots(true), { ...dot, fill: theme[name], fillOpacity: 0.7 }),
      Plot.dot(dots(false), { ...dot, stroke: theme[name], strokeWidth: 1.2 }),
      Plot.text(without, {
        y: 'group',
        text: ({ count }: { count: number }) => `${count}×`,
        frameAnchor: 'right',
        textAnchor: 'start',
        dx: 4,
        fill: theme.muted,
      }),
    ],
  });
  place(plot, x, titleHeight);
  const head = textLine(options, { x: x + marginLeft, y: 14, size: 13, fill: theme[name], weight: 600 });
  setSymbols(options, head, title);
  return [head, plot];
}
