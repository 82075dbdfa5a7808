import * as Plot from '@observablehq/plot';
import { formatTick } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { drawPairRun } from '../two-points/draw.ts';
import { twoPointsHeight } from '../two-points/layout.ts';
import type { MnistCurvesTable, SeedFit } from './table.ts';

const gap = 18;
const titleHeight = 22;
const plotHeight = 118;

export const mnistCurvesHeight = (width: number): number => twoPointsHeight(width) + gap + titleHeight + plotHeight;

/** The pair's curves as of two points, and below what the fits of all seeds are worth. */
export function drawMnistCurves(table: MnistCurvesTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const outer = sheet(options, width, mnistCurvesHeight(width));
  const top = twoPointsHeight(width) + gap;
  const title = textLine(options, { x: 0, y: top + 14, size: 13, fill: theme.ink, weight: 600 });
  // On a phone there is room for less, above all in letters that are not ours.
  title.textContent = `R² of every seed${width < compactBelow ? '' : ', of all three curves together and of each'}`;
  const fits = fitsPlot(table, options);
  place(fits, 0, top + titleHeight);
  outer.append(drawPairRun(table.run, options), title, fits);
  return outer;
}

const rows = [
  { name: 'together', pick: ({ r2 }: SeedFit) => r2, colour: 'ink' },
  { name: 'h', pick: ({ r2H }: SeedFit) => r2H, colour: 'h' },
  { name: 'y', pick: ({ r2Y }: SeedFit) => r2Y, colour: 'y' },
  { name: 'w', pick: ({ r2W }: SeedFit) => r2W, colour: 'w' },
] as const;

/** A dot for each seed, a ring around the run that is drawn; what is below 0 is counted at the left end. */
function fitsPlot({ seeds, state }: MnistCurvesTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const marks = rows.flatMap(({ name, pick, colour }) => {
    const dots = seeds.flatMap((fit) => {
      const r2 = pick(fit);
      return r2 !== null && r2 >= 0 ? [{ name, r2, fit }] : [];
    });
    const missing = seeds.length - dots.length;
    const at = { x: 'r2', y: 'name' } as const;
    const stroke = theme[colour];
    return [
      Plot.dot(
        dots.filter(({ fit }) => fit.physical),
        { ...at, r: 3.4, fill: stroke, fillOpacity: 0.65 },
      ),
      Plot.dot(
        dots.filter(({ fit }) => !fit.physical),
        { ...at, r: 3.4, stroke, strokeWidth: 1.2, fill: theme.background },
      ),
      Plot.dot(
        dots.filter(({ fit }) => fit.seed === state.seed),
        { ...at, r: 6.5, stroke, strokeWidth: 1.6 },
      ),
      Plot.text(missing > 0 ? [`← ${missing} below 0`] : [], {
        ...{ x: 0, y: () => name, textAnchor: 'start', dx: 4, fill: theme.muted },
      }),
    ];
  });
  return plainPlot(options, {
    ...{ width, height: plotHeight, marginLeft: 64, marginRight: 14, marginTop: 2, marginBottom: 24 },
    x: { domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], tickFormat: formatTick, grid: true, label: null },
    y: { type: 'band', domain: rows.map(({ name }) => name), label: null, tickSize: 0 },
    marks: [Plot.ruleY(rows, { y: 'name', stroke: theme.grid, strokeWidth: 0.75 }), ...marks],
  });
}
