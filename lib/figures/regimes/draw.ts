import * as Plot from '@observablehq/plot';
import { leastR2 } from '../../theory/index.ts';
import { formatTick } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { symbolKey, verdictRows, verdictSymbols } from '../breakdown/key.ts';
import { lineKey } from '../labels.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { halo, theoryLine, type LineStyle } from '../styles.ts';
import type { Theme } from '../theme.ts';
import { middleOf, type RegimesRun, type RegimesTable } from './table.ts';

const titleHeight = 24;
const r2Height = 170;
const lowestR2 = 0.5;
const margins = { marginLeft: 46, marginRight: 14 };
/** Wide enough for every network of the sweep; a state with more has more decades. */
const decades = { least: 1e-2, most: 1e1 };

const linesHeight = (width: number) => (width < compactBelow ? 56 : 22);
const keyHeight = (width: number) => linesHeight(width) + 20 * verdictRows(width).length + 6;
const hHeight = (width: number) => Math.round(Math.min(380, Math.max(280, 0.42 * width)));
export const regimesHeight = (width: number): number => keyHeight(width) + titleHeight + hHeight(width) + r2Height;

/** Above: final h, a dot a seed, over the gain, and what the closed form makes it of. Below: how good the fits are. */
export function drawRegimes(table: RegimesTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const outer = sheet(options, width, regimesHeight(width));
  const top = keyHeight(width);
  const heading = (text: string, y: number, fill: string) => {
    const title = textLine(options, { x: 0, y, size: 13, fill, weight: 600 });
    title.textContent = text;
    return title;
  };
  const heights = heightPlot(table, options);
  place(heights, 0, top + titleHeight);
  const fits = fitPlot(table, options);
  place(fits, 0, top + titleHeight + hHeight(width) + titleHeight - 4);
  outer.append(
    ...key(options),
    ...[heading('final h', top + 14, theme.h), heights],
    ...[heading('R² of the fit', top + titleHeight + hHeight(width) + 14, theme.ink), fits],
  );
  return outer;
}

/** The two parts of the closed form, and the whole. */
const styles = (theme: Theme): Readonly<Record<'hTheory' | 'aLow' | 'aHigh', LineStyle>> => ({
  hTheory: theoryLine(theme),
  aLow: { stroke: theme.y, strokeWidth: 1.6, strokeDasharray: '2 3' },
  aHigh: { stroke: theme.w, strokeWidth: 1.6, strokeDasharray: '8 3 2 3' },
});

const isSeen = (value: number | null): value is number => value !== null && value > 0;
/** A dot a seed, by what became of it: the symbols are those of the map `breakdown`. */
function seedDots(runs: readonly RegimesRun[], name: 'hFinal' | 'r2', colour: string, theme: Theme): Plot.Markish[] {
  return verdictSymbols(theme).map(({ verdict, dot }) => {
    const own = runs.filter((run) => run.verdict === verdict);
    const filled = verdict === 'holds' ? { fill: colour, fillOpacity: 0.65 } : { stroke: colour };
    return Plot.dot(own, { ...dot, ...filled, x: 'gain', y: name });
  });
}

function gainScale({ gains }: RegimesTable, width: number): Plot.ScaleOptions {
  const aside = 0.05;
  return {
    domain: [gains[0]! - aside, gains.at(-1)! + aside],
    ticks: width < compactBelow ? 5 : 10,
    tickFormat: formatTick,
  };
}

function heightPlot(table: RegimesTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const runs = table.runs.filter(({ verdict, hFinal }) => verdict !== 'diverged' && isSeen(hFinal));
  const values = runs.flatMap(({ hFinal, hTheory }) => [hFinal, hTheory].filter(isSeen));
  const power = (value: number, round: (power: number) => number) => 10 ** round(Math.log10(value));
  const low = Math.min(decades.least, ...values.map((value) => power(value, Math.floor)));
  const high = Math.max(decades.most, ...values.map((value) => power(value, Math.ceil)));
  const count = Math.round(Math.log10(high / low));
  const every = count > 5 ? 2 : 1;
  const powers = Array.from({ length: Math.floor(count / every) + 1 }, (_, n) => high / 10 ** (n * every));
  const lines = (['aLow', 'aHigh', 'hTheory'] as const).map((name) =>
    Plot.line(
      // A part that is not positive, or far below all that is seen, has no place on the axis: the line breaks off.
      middleOf(table, name).map(({ gain, value }) => ({ gain, value: value >= low && value <= high ? value : NaN })),
      { x: 'gain', y: 'value', ...styles(theme)[name] },
    ),
  );
  return plainPlot(options, {
    ...{ width, height: hHeight(width), ...margins, marginTop: 6, marginBottom: 22 },
    x: { ...gainScale(table, width), label: null },
    y: { type: 'log', domain: [low, high], ticks: powers, tickFormat: formatTick, grid: true, label: null },
    marks: [...lines, ...seedDots(runs, 'hFinal', theme.h, theme)],
  });
}

function fitPlot(table: RegimesTable, options: DrawOptions): SVGSVGElement {
  const { theme, width } = options;
  const [shown, below] = [true, false].map((wanted) =>
    table.runs.filter(({ verdict, r2 }) => (verdict !== 'diverged' && r2 !== null && r2 >= lowestR2) === wanted),
  ) as [RegimesRun[], RegimesRun[]];
  const counts = [...new Set(below.map(({ gain }) => gain))].map((gain) => {
    return { gain, text: `${below.filter((run) => run.gain === gain).length}↓` };
  });
  return plainPlot(options, {
    ...{ width, height: r2Height - titleHeight + 4, ...margins, marginTop: 8, marginBottom: 38 },
    x: {
      ...gainScale(table, width),
      ...{ label: 'gain of the initial weights', labelArrow: 'none', labelAnchor: 'right', labelOffset: 34 },
    },
    y: { domain: [lowestR2, 1], ticks: [0.5, leastR2, 1], tickFormat: formatTick, label: null },
    marks: [
      Plot.ruleY([leastR2, 1], { stroke: theme.grid }),
      ...seedDots(shown, 'r2', theme.ink, theme),
      Plot.text(counts, { x: 'gain', y: lowestR2, text: 'text', dy: -7, fill: theme.muted, ...halo(theme) }),
    ],
  });
}

function key(options: DrawOptions): SVGElement[] {
  const { theme, width } = options;
  const lines = styles(theme);
  const entries = [
    { text: 'theory, h(∞)', style: lines.hTheory },
    { text: 'part of the targets, A low', style: lines.aLow },
    { text: 'part of the start, A high', style: lines.aHigh },
  ];
  const symbols = symbolKey(verdictRows(width), options, linesHeight(width));
  if (width < compactBelow) return [...lineKey(options, entries, { x: 31, y: 13 }), ...symbols];
  const inRow = entries.flatMap((entry, n) => lineKey(options, [entry], { x: 31 + [0, 130, 345][n]!, y: 13 }));
  return [...inRow, ...symbols];
}
