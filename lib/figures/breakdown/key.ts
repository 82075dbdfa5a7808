import * as Plot from '@observablehq/plot';
import type { DrawOptions } from '../figure.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, textLine } from '../sheet.ts';
import { tintsOf } from '../styles.ts';
import type { Theme } from '../theme.ts';
import type { Verdict } from './table.ts';

/** Least R² of each tint, from the lightest on; below the first the theory does not describe a run. */
export const fitSteps = [0.8, 0.9, 0.95, 0.98, 0.99] as const;

/** Which tint a fit has. */
export const stepOf = (r2: number): number =>
  Math.max(
    0,
    fitSteps.findLastIndex((least) => r2 >= least),
  );

interface VerdictSymbol {
  readonly verdict: Verdict;
  readonly text: string;
  readonly dot: Plot.DotOptions;
}

/** A flat line, as the curves of a run that stays on the plateau. */
const flat = {
  draw(context: CanvasPath, size: number) {
    const half = Math.sqrt(size) * 0.8;
    context.moveTo(-half, 0);
    context.lineTo(half, 0);
  },
};

/** How the fate of a seed is drawn: by shape, never by colour. */
export function verdictSymbols(theme: Theme): readonly VerdictSymbol[] {
  const line = { stroke: theme.ink, strokeWidth: 1.5, fill: 'none' } as const;
  return [
    { verdict: 'holds', text: 'theory holds', dot: { r: 3, symbol: 'circle', fill: theme.ink } },
    { verdict: 'poor', text: 'poor fit', dot: { ...line, r: 3, symbol: 'circle' } },
    {
      verdict: 'shrinks',
      text: 'h shrinks: a rate < 0',
      dot: { ...line, r: 3.2, symbol: 'triangle', rotate: 180 },
    },
    { verdict: 'unfinished', text: 'not learnt in time', dot: { ...line, r: 3, symbol: flat } },
    { verdict: 'diverged', text: 'diverged', dot: { ...line, r: 3, symbol: 'times' } },
  ];
}

const lineHeight = 20;
const swatch = 40;
/** Room for the text of each symbol of the key; text cannot be measured outside a browser. */
const room: Readonly<Record<Verdict, number>> = { holds: 92, poor: 68, shrinks: 138, unfinished: 124, diverged: 70 };

/** The symbols in rows that fit a width. */
export function verdictRows(width: number): readonly (readonly Verdict[])[] {
  if (width >= compactBelow) return [Object.keys(room) as Verdict[]];
  return [
    ['holds', 'poor', 'diverged'],
    ['shrinks', 'unfinished'],
  ];
}

/** What the tints and the symbols mean, above the map. */
export function keyLines(width: number): { height: number; draw: (options: DrawOptions) => SVGElement[] } {
  const rows = verdictRows(width);
  const height = lineHeight * (rows.length + 1) + 26;
  return { height, draw: (options) => [...tintKey(options), ...symbolKey(rows, options)] };
}

/** Where the tints begin: after their name, in wide letters too. */
const tintsFrom = 76;

function tintKey(options: DrawOptions): SVGElement[] {
  const { document, theme } = options;
  const head = textLine(options, { x: 0, y: 13, size: 12, fill: theme.ink, weight: 600 });
  head.textContent = 'middle R²';
  const tints = tintsOf(theme, fitSteps.length);
  const parts = fitSteps.flatMap((least, n) => {
    const x = tintsFrom + swatch * n;
    const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    const attributes = { x, y: 2, width: swatch, height: 14, fill: tints[n]!, stroke: theme.grid };
    for (const [name, value] of Object.entries(attributes)) rect.setAttribute(name, String(value));
    const label = textLine(options, { x, y: 29, size: 12, fill: theme.ink });
    label.setAttribute('text-anchor', 'middle');
    label.textContent = String(least);
    return [rect, label];
  });
  const end = textLine(options, { x: tintsFrom + swatch * fitSteps.length, y: 29, size: 12, fill: theme.ink });
  end.setAttribute('text-anchor', 'middle');
  end.textContent = '1';
  return [head, ...parts, end];
}

/** What the symbols mean, in rows from `top` down. */
export function symbolKey(rows: readonly (readonly Verdict[])[], options: DrawOptions, top = 36): SVGElement[] {
  const { theme } = options;
  const symbols = new Map(verdictSymbols(theme).map((symbol) => [symbol.verdict, symbol]));
  return rows.flatMap((row, line) => {
    let x = 0;
    return row.flatMap((verdict) => {
      const { text, dot } = symbols.get(verdict)!;
      const y = top + lineHeight * line;
      const sample = plainPlot(options, {
        ...{ width: 14, height: 14, margin: 0, axis: null },
        marks: [Plot.dot([0], { ...dot, frameAnchor: 'middle' })],
      });
      place(sample, x, y);
      const label = textLine(options, { x: x + 17, y: y + 11, size: 12, fill: theme.ink });
      label.textContent = text;
      x += 17 + room[verdict];
      return [sample, label];
    });
  });
}
