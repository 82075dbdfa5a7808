import * as Plot from '@observablehq/plot';
import type { DrawOptions } from '../figure.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import type { RatesRun, RatesTable } from './table.ts';

/** Axis limits, the same for all states with the same unit: wide enough for every sweep. */
const limits = { step: [1e-5, 10], lr: [1e-2, 1e5] } as const;

const rowHeight = 20;
const marginTop = 26;
const marginBottom = 34;
/** Rows of the sweep with the most groups. */
const mostGroups = 21;

export function ratesHeight(_width: number, table: RatesTable | null): number {
  return marginTop + marginBottom + rowHeight * (table?.groups.length ?? mostGroups);
}

/** A dot of one panel, or none: where the rate is not positive, a logarithmic axis has no place for it. */
interface Dot {
  readonly group: string;
  readonly rate: number;
  readonly physical: boolean;
}

/** Two panels side by side, one row a group, one dot a seed: hollow where the fit is not meaningful. */
export function drawRates(table: RatesTable, options: DrawOptions): SVGSVGElement {
  const { width, theme } = options;
  const height = ratesHeight(width, table);
  const labelWidth = width < compactBelow ? 88 : 132;
  const outside = 20;
  const panelWidth = (width - labelWidth - 2 * outside) / 2;
  const outer = sheet(options, width, height);
  const panel = (name: 'h' | 'y', rateOf: (run: RatesRun) => number | null, x: number, isFirst: boolean) => {
    const rates = table.groups.map(({ name: group, runs }) => ({ group, runs, found: runs.map(rateOf) }));
    const dots = rates.flatMap(({ group, runs, found }): Dot[] =>
      found.flatMap((rate, n) => (rate !== null && rate > 0 ? [{ group, rate, physical: runs[n]!.physical }] : [])),
    );
    const missing = rates
      .map(({ group, found }) => ({ group, count: found.filter((rate) => rate === null || rate <= 0).length }))
      .filter(({ count }) => count > 0);
    const marginLeft = isFirst ? labelWidth : 8;
    const dot = { x: 'rate', y: 'group', symbol: name === 'h' ? 'circle' : 'diamond', r: 4 } as const;
    const plot = plainPlot(options, {
      width: marginLeft + panelWidth + outside - 8,
      height: height - 20,
      ...{ marginLeft, marginRight: outside, marginTop: marginTop - 20, marginBottom },
      x: {
        type: 'log',
        domain: limits[table.state.per],
        grid: true,
        ticks: width < compactBelow ? 3 : 6,
        tickFormat: powerOfTen,
        label: null,
      },
      y: {
        type: 'band',
        domain: table.groups.map((group) => group.name),
        label: null,
        axis: isFirst ? 'left' : null,
        tickSize: 0,
      },
      marks: [
        Plot.ruleY(table.groups, { y: 'name', stroke: theme.grid, strokeWidth: 0.75 }),
        Plot.dot(
          dots.filter(({ physical }) => physical),
          { ...dot, fill: theme[name], fillOpacity: 0.7 },
        ),
        Plot.dot(
          dots.filter(({ physical }) => !physical),
          { ...dot, stroke: theme[name], strokeWidth: 1.2 },
        ),
        Plot.text(missing, {
          y: 'group',
          text: ({ count }: { count: number }) => `${count}×`,
          frameAnchor: 'right',
          textAnchor: 'start',
          dx: 3,
          fill: theme.muted,
        }),
      ],
    });
    place(plot, x, 20);
    const title = textLine(options, { x: x + marginLeft, y: 14, size: 13, fill: theme[name], weight: 600 });
    title.textContent = `1/τ_${name}${name === 'h' ? '  encoder' : '  decoder'}`;
    outer.append(title, plot);
  };
  panel('h', ({ tauH }) => tauH, 0, true);
  panel('y', ({ tauY }) => tauY, labelWidth + panelWidth + outside - 8, false);
  return outer;
}

/** A power of ten as ticks print it. */
function powerOfTen(value: number): string {
  const power = Math.round(Math.log10(value));
  return power >= -2 && power <= 2 ? String(10 ** power).slice(0, 4) : `1e${power}`.replace('-', '−');
}
