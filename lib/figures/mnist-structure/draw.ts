import * as Plot from '@observablehq/plot';
import type { MatrixCorrelation, StructureComparison } from '../../experiments/mnist/compare.ts';
import { formatTick } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { categoryStyle, halo } from '../styles.ts';
import { colourLimits, drawMatrix, matrixMargin } from './matrix.ts';
import { formatR, type MnistStructureTable } from './table.ts';

const titleHeight = 22;
const legendHeight = 34;
const plotHeight = 168;
const widest = 440;

function layoutOf(width: number) {
  const gap = width < compactBelow ? 12 : 28;
  const panel = Math.min((width - gap) / 2, widest);
  const side = Math.round(panel - matrixMargin - 2);
  const bottom = titleHeight + side + matrixMargin;
  return { gap, panel, side, bottom };
}

export const mnistStructureHeight = (width: number): number => layoutOf(width).bottom + legendHeight + plotHeight;

export const besideNames = {
  theory: 'the theory’s P',
  squared: 'the theory’s P, squared',
  initial: 'before training',
} as const;

/** Both matrices, what their colours are, and how well the one goes with the other. */
export function drawMnistStructure(table: MnistStructureTable, options: DrawOptions): SVGSVGElement {
  const { width, theme } = options;
  const { gap, panel, side, bottom } = layoutOf(width);
  const outer = sheet(options, width, mnistStructureHeight(width));
  const panels = [
    { name: 'measured after training', values: table.measured },
    { name: besideNames[table.state.beside], values: table.beside },
  ];
  panels.forEach(({ name, values }, n) => {
    const x = n * (panel + gap);
    const title = textLine(options, { x: x + matrixMargin, y: 14, size: 13, fill: theme.ink, weight: 600 });
    title.textContent = name;
    outer.append(title, ...drawMatrix(table, values, { x, y: titleHeight, side }, options));
  });
  const correlations = correlationPlot(table, options);
  place(correlations, 0, bottom + legendHeight);
  outer.append(...legend(options, bottom + 8), correlations);
  return outer;
}

/** The colours of both matrices. */
function legend(options: DrawOptions, y: number): SVGElement[] {
  const { theme, width } = options;
  const steps = theme.sequential.length;
  const bar = plainPlot(options, {
    ...{ width: 104, height: 12, margin: 0, x: { domain: [0, steps], axis: null }, y: { domain: [0, 1], axis: null } },
    marks: [
      Plot.rect(theme.sequential, {
        ...{ x1: (_: string, n: number) => n, x2: (_: string, n: number) => n + 1, y1: 0, y2: 1 },
        fill: (colour: string) => colour,
      }),
    ],
  });
  place(bar, matrixMargin + 12, y + 4);
  const [low, high] = [
    textLine(options, { x: matrixMargin, y: y + 14, size: 12, fill: theme.ink }),
    textLine(options, { x: matrixMargin + 121, y: y + 14, size: 12, fill: theme.ink }),
  ];
  low.textContent = String(colourLimits[0]);
  const unit =
    width < compactBelow ? '× mean of different digits' : 'times the mean between different digits, of each matrix';
  high.textContent = `${colourLimits[1]} ${unit}`;
  return [low, bar, high];
}

const kinds = [
  { pick: (structure: StructureComparison) => structure.theory, name: 'theory' },
  { pick: (structure: StructureComparison) => structure.theorySquared, name: 'squared' },
  { pick: (structure: StructureComparison) => structure.initial, name: 'initial' },
] as const;
const rowNames = { theory: 'theory', squared: 'theory²', initial: 'before' } as const;
const over = [
  { pairs: 'all', name: 'all pairs', shift: -9 },
  { pairs: 'between', name: 'different digits only', shift: 9 },
] as const;

/** Pearson's r with each of the three matrices: a small mark for each seed, a large one with its number for their mean. */
function correlationPlot({ runs, structure, state }: MnistStructureTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const at = (own: StructureComparison | null, pairs: keyof MatrixCorrelation) =>
    own === null
      ? []
      : kinds.flatMap(({ pick, name }) => {
          const r = pick(own)[pairs];
          return r === null ? [] : [{ name: rowNames[name], r, weight: name === state.beside ? 700 : 400 }];
        });
  type Mark = ReturnType<typeof at>[number];
  const marks = over.flatMap(({ pairs, name, shift }, n) => {
    const { colour, symbol } = categoryStyle(theme, n);
    const seeds = runs.flatMap((run) => at(run.structure, pairs));
    const mean = at(structure, pairs);
    const where = { x: 'r', y: 'name', symbol, dy: shift } as const;
    const text = (mark: Mark) => formatR(mark.r);
    return [
      Plot.dot(seeds, { ...where, r: 2.6, fill: colour, fillOpacity: 0.6 }),
      Plot.dot(mean, { ...where, r: 6, stroke: colour, strokeWidth: 2 }),
      Plot.text(mean, {
        x: 'r',
        y: 'name',
        dy: shift,
        dx: 11,
        textAnchor: 'start',
        text,
        fill: colour,
        ...halo(theme),
      }),
      Plot.text([name], {
        ...{ frameAnchor: 'top-left', dx: 14 + 90 * n, dy: -20, fill: colour, fontWeight: 600, textAnchor: 'start' },
      }),
      Plot.dot([name], { frameAnchor: 'top-left', dx: 6 + 90 * n, dy: -15, symbol, r: 4, fill: colour }),
    ];
  });
  return plainPlot(options, {
    ...{ width: Math.min(width, 2 * widest), height: plotHeight },
    ...{ marginLeft: 64, marginRight: 14, marginTop: 26, marginBottom: 38 },
    x: {
      ...{ domain: [-0.8, 1], ticks: [-0.5, 0, 0.5, 1], tickFormat: formatTick, grid: true },
      ...{ label: 'Pearson’s r', labelArrow: 'none', labelAnchor: 'right', labelOffset: 34 },
    },
    y: { domain: Object.values(rowNames), label: null, tickSize: 0 },
    marks: [Plot.ruleX([0], { stroke: theme.muted }), ...marks],
  });
}
