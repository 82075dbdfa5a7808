import * as Plot from '@observablehq/plot';
import { cutTo } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { tintsOf } from '../styles.ts';
import { liveAddress, type BreakdownCell, type BreakdownRun, type BreakdownTable, type Verdict } from './table.ts';
import { fitSteps, keyLines, stepOf, verdictSymbols } from './key.ts';

const margins = { marginLeft: 44, marginRight: 2, marginTop: 4, marginBottom: 40 };
const most = { gains: 12, depths: 5 };

/** Gains run to the right where there is room for them, and upwards on a phone. */
const isUpright = (width: number) => width < compactBelow;

function plotHeight(width: number, gains: number, depths: number): number {
  const rows = isUpright(width) ? 34 * gains : Math.min(64, Math.max(40, 0.062 * width)) * depths;
  return Math.round(rows + margins.marginTop + margins.marginBottom);
}

export function breakdownHeight(width: number, table: BreakdownTable | null): number {
  const { gains, depths } = table ? { gains: table.gains.length, depths: table.depths.length } : most;
  return keyLines(width).height + plotHeight(width, gains, depths);
}

interface SeedMark {
  readonly cell: BreakdownCell;
  readonly run: BreakdownRun;
  /** Place in its cell, 0 in the middle. */
  readonly at: number;
}

/** A cell for each gain and depth: tinted by the fit where the theory describes most seeds, a symbol for each seed. */
export function drawBreakdown(table: BreakdownTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const outer = sheet(options, width, breakdownHeight(width, table));
  const key = keyLines(width);
  outer.append(...key.draw(options));
  const { cells, gains, depths } = table;
  const upright = isUpright(width);
  const tints = tintsOf(theme, fitSteps.length);
  const band = { type: 'band', padding: 0, label: null, tickSize: 0 } as const;
  const gainScale = { ...band, domain: upright ? [...gains].reverse() : gains };
  const depthScale = { ...band, domain: upright ? depths : [...depths].reverse() };
  const at = upright ? ({ x: 'depth', y: 'gain' } as const) : ({ x: 'gain', y: 'depth' } as const);
  const inCell = {
    x: ({ cell }: SeedMark) => cell[at.x],
    y: ({ cell }: SeedMark) => cell[at.y],
  };
  const marksOf = (verdict: Verdict, n: number) =>
    cells.flatMap((cell) =>
      cell.runs.flatMap((run, m): SeedMark[] =>
        run.verdict === verdict && m === n ? [{ cell, run, at: m - (cell.runs.length - 1) / 2 }] : [],
      ),
    );
  const seeds = Math.max(...cells.map(({ runs }) => runs.length));
  const plot = plainPlot(options, {
    ...{ width, height: plotHeight(width, gains.length, depths.length), ...margins },
    x: upright ? depthScale : gainScale,
    y: upright ? gainScale : depthScale,
    marks: [
      Plot.cell(cells, {
        ...at,
        inset: 1,
        fill: (cell: BreakdownCell) => (cell.holds ? tints[stepOf(cell.r2!)] : theme.background),
        stroke: theme.grid,
      }),
      Plot.text(cells, {
        ...at,
        text: textOf,
        dy: -6,
        fill: (d: BreakdownCell) => (d.holds ? theme.ink : theme.muted),
      }),
      ...verdictSymbols(theme).flatMap(({ verdict, dot }) =>
        Array.from({ length: seeds }, (_, n) => marksOf(verdict, n))
          .filter((marks) => marks.length > 0)
          .map((marks) => {
            const dx = 11 * marks[0]!.at;
            return Plot.dot(marks, { ...inCell, ...dot, dx, dy: 9 });
          }),
      ),
    ],
  });
  linkCells(plot, table, options);
  place(plot, 0, key.height);
  const foot = key.height + plotHeight(width, gains.length, depths.length) - 8;
  const horizontal = upright ? 'depth, hidden layers' : 'gain of the initial weights';
  const vertical = upright ? 'gain' : 'depth';
  outer.append(plot, ...axisNames([horizontal, vertical], { top: key.height + margins.marginTop, foot }, options));
  return outer;
}

/** R² as a cell has room for it: cut to two digits, so that no fit reads as perfect. */
function textOf({ r2 }: BreakdownCell): string {
  if (r2 === null) return '';
  if (r2 < 0) return 'R² < 0';
  return cutTo(r2, r2 >= 0.99 ? 3 : 2);
}

/** Lays a link to the live run of its typical seed over each cell. */
function linkCells(plot: SVGSVGElement, { cells }: BreakdownTable, { document }: DrawOptions): void {
  const rects = [...plot.querySelectorAll('[data-mark=cell] rect')];
  cells.forEach((cell, n) => {
    const rect = rects[n]!;
    const link = document.createElementNS(plot.namespaceURI, 'a') as SVGAElement;
    link.setAttribute('href', liveAddress(cell.typical));
    const title = document.createElementNS(plot.namespaceURI, 'title');
    // What is shown to the pointer is what is read out.
    const name = `gain ${cell.gain}, depth ${cell.depth}: ${wordsOf(cell)}. Open seed ${cell.typical.seed} live.`;
    link.setAttribute('aria-label', name);
    title.textContent = name;
    const area = rect.cloneNode() as SVGElement;
    area.setAttribute('fill', 'transparent');
    area.removeAttribute('stroke');
    link.append(title, area);
    plot.append(link);
  });
}

function wordsOf({ r2, runs }: BreakdownCell): string {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of runs) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const seeds = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  return r2 === null ? seeds : `R² ${r2 < 0 ? 'below 0' : cutTo(r2, 3)}, ${seeds}`;
}

function axisNames(
  [horizontal, vertical]: readonly [string, string],
  { top, foot }: { top: number; foot: number },
  options: DrawOptions,
): SVGElement[] {
  const { width, theme } = options;
  const below = textLine(options, { x: width - margins.marginRight, y: foot, size: 12, fill: theme.ink });
  below.setAttribute('text-anchor', 'end');
  below.textContent = `${horizontal} →`;
  const beside = textLine(options, { x: 0, y: 0, size: 12, fill: theme.ink });
  beside.setAttribute('transform', `translate(11,${top + 4}) rotate(-90)`);
  beside.setAttribute('text-anchor', 'end');
  beside.textContent = `${vertical} →`;
  return [below, beside];
}
