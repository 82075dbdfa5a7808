import * as Plot from '@observablehq/plot';
import { formatTick } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { colourLimits, drawMatrix, matrixMargin } from '../mnist-structure/matrix.ts';
import { formatR } from '../mnist-structure/table.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { halo } from '../styles.ts';
import type { TwoNetworksTable } from './table.ts';

const titleHeight = 24;
const likenessHeight = 132;
const widest = 300;

function layoutOf(width: number) {
  const compact = width < compactBelow;
  const gap = compact ? 14 : 30;
  const panel = Math.min((width - gap) / 2, widest);
  const side = Math.round(panel - matrixMargin - 2);
  const top = titleHeight + side + matrixMargin + 10;
  // Centred where there is more room than the matrices need.
  return { compact, gap, panel, side, top, left: (width - 2 * panel - gap) / 2 };
}

export const twoNetworksHeight = (width: number): number => layoutOf(width).top + likenessHeight;

/** Both matrices, and below how alike they are: before training (hollow) and as last seen (filled). */
export function drawTwoNetworks(table: TwoNetworksTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const { gap, panel, side, top, left } = layoutOf(width);
  const outer = sheet(options, width, twoNetworksHeight(width));
  const nothing = table.pairs.map(() => colourLimits[0]);
  table.sides.forEach(({ label, initial, final }, n) => {
    const distances = table.until === 0 ? initial : final;
    const x = left + n * (panel + gap);
    const title = textLine(options, { x: x + matrixMargin, y: 14, size: 13, fill: theme.ink, weight: 600 });
    title.textContent = label;
    outer.append(title, ...drawMatrix(table, distances ?? nothing, { x, y: titleHeight, side }, options));
  });
  const likeness = likenessPlot(table, options);
  place(likeness, left, top);
  outer.append(likeness);
  return outer;
}

const rows = [
  { pairs: 'all', name: 'all pairs' },
  { pairs: 'between', name: 'different digits' },
] as const;

function likenessPlot(table: TwoNetworksTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const { before } = table;
  const now = table.until === 0 ? before : table.now;
  const { compact, left } = layoutOf(width);
  const at = (seen: TwoNetworksTable['now']) =>
    rows.flatMap(({ pairs, name }) => {
      const r = seen?.[pairs] ?? null;
      return r === null ? [] : [{ name, r }];
    });
  const where = { x: 'r', y: 'name' } as const;
  const links = at(before).flatMap(({ name, r }) => {
    const end = at(now).find((each) => each.name === name);
    return end ? [{ name, from: r, to: end.r }] : [];
  });
  return plainPlot(options, {
    ...{ width: width - 2 * left, height: likenessHeight },
    ...{ marginLeft: compact ? 96 : 118, marginRight: 44, marginTop: 26, marginBottom: 40 },
    x: {
      ...{ domain: [-0.5, 1], ticks: [-0.5, 0, 0.5, 1], tickFormat: formatTick, grid: true },
      ...{ label: 'Pearson’s r of the two matrices', labelArrow: 'none', labelAnchor: 'right', labelOffset: 36 },
    },
    y: { type: 'band', domain: rows.map(({ name }) => name), label: null, tickSize: 0 },
    marks: [
      Plot.ruleX([0], { stroke: theme.muted }),
      Plot.link(links, { x1: 'from', x2: 'to', y1: 'name', y2: 'name', stroke: theme.h, strokeWidth: 2.5 }),
      Plot.dot(at(before), { ...where, r: 5, stroke: theme.h, strokeWidth: 2, fill: theme.background }),
      Plot.dot(at(now), { ...where, r: 6, fill: theme.h }),
      Plot.text(at(now), {
        ...{ ...where, text: ({ r }: { r: number }) => formatR(r), dx: 12, textAnchor: 'start', fontWeight: 700 },
        ...{ fill: theme.ink, ...halo(theme) },
      }),
      Plot.text(['How alike: hollow before training, filled now'], {
        ...{ frameAnchor: 'top-left', dy: -22, dx: compact ? -96 : -118, textAnchor: 'start', fontWeight: 600 },
        ...{ fill: theme.ink, fontSize: 13 },
      }),
    ],
  });
}
