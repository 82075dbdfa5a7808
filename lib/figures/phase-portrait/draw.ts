import * as Plot from '@observablehq/plot';
import { firstPassage } from '../../experiments/two-points/summarise.ts';
import { formatNumber, formatTick } from '../axes.ts';
import type { DrawOptions, Place } from '../figure.ts';
import { lineKey } from '../labels.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, sheet, textLine } from '../sheet.ts';
import { experimentLine, halo, theoryLine } from '../styles.ts';
import { pathOf, type PhaseFlow, type PhaseLimits, type PhasePoint, type PhasePortraitTable } from './table.ts';

const margins = { marginLeft: 42, marginRight: 12, marginTop: 8, marginBottom: 26 };
/** Room for the names of the axes and the key. */
const headers = { wide: 30, compact: 48 };
const footer = 18;
/** Moments that are marked on the way, at equal times: close together where the run is slow. */
const moments = 10;
const at = { x: 'h', y: 'c' } as const;

const headerOf = (width: number) => (width < compactBelow ? headers.compact : headers.wide);
const plotHeight = (width: number) => Math.round(Math.min(460, Math.max(270, 0.56 * width)));
export const phasePortraitHeight = (width: number): number => headerOf(width) + plotHeight(width) + footer;

/** Where points of the plane are drawn at a width, and which point is drawn at a place. */
export function phasePlaces(width: number, { h, c }: PhaseLimits) {
  const [left, right] = [margins.marginLeft, width - margins.marginRight];
  const [top, bottom] = [
    headerOf(width) + margins.marginTop,
    headerOf(width) + plotHeight(width) - margins.marginBottom,
  ];
  return {
    placeOf: (point: PhasePoint): Place => ({
      x: left + ((point.h - h[0]) / (h[1] - h[0])) * (right - left),
      y: bottom - ((point.c - c[0]) / (c[1] - c[0])) * (bottom - top),
    }),
    pointAt: ({ x, y }: Place): PhasePoint => ({
      h: h[0] + ((Math.min(right, Math.max(left, x)) - left) / (right - left)) * (h[1] - h[0]),
      c: c[0] + ((bottom - Math.min(bottom, Math.max(top, y))) / (bottom - top)) * (c[1] - c[0]),
    }),
  };
}

/** The plane of h and c: arrows for the flow, dashed the curve that scalar outputs cannot leave, solid the run. */
export function drawPhasePortrait(table: PhasePortraitTable, options: DrawOptions): SVGSVGElement {
  const { width, theme } = options;
  const { record, comparison, limits, flow } = table;
  const { step } = record.series;
  const seen = step.filter((at) => at <= (table.until ?? Infinity)).length;
  const run = pathOf(record.series).slice(0, seen);
  const every = record.parameters.steps / moments;
  const marked = (path: readonly PhasePoint[]) =>
    Array.from({ length: moments + 1 }, (_, n) => path[step.findIndex((at) => at >= n * every)]).filter(Boolean);
  const plot = plainPlot(options, {
    ...{ width, height: plotHeight(width), ...margins },
    x: { domain: limits.h, ticks: width < compactBelow ? 4 : 7, tickFormat: formatTick, label: null },
    y: { domain: limits.c, ticks: 6, tickFormat: formatTick, label: null },
    marks: [
      Plot.ruleY([0], { stroke: theme.grid }),
      ...(flow ? flowMarks(flow, table, options) : []),
      ...startMarks(table, options),
      Plot.line(run, { ...at, ...experimentLine(theme.h) }),
      ...(comparison.theory
        ? [Plot.dot(marked(pathOf(comparison.theory)), { ...at, r: 5, stroke: theme.theory, strokeWidth: 1.2 })]
        : []),
      Plot.dot(marked(run), { ...at, r: 2.75, fill: theme.h, stroke: theme.background, strokeWidth: 0.75 }),
      ...halfMarks(table, run, options),
    ],
  });
  place(plot, 0, headerOf(width));
  const outer = sheet(options, width, phasePortraitHeight(width));
  outer.append(...names(options), plot, ...key(table, options));
  return outer;
}

/** Arrows, the invariant curve, and the fixed point. */
function flowMarks(
  { field, curve, fixedPoint }: PhaseFlow,
  { limits }: PhasePortraitTable,
  { width, theme }: DrawOptions,
): Plot.Markish[] {
  const scale = {
    h: (width - margins.marginLeft - margins.marginRight) / (limits.h[1] - limits.h[0]),
    c: (plotHeight(width) - margins.marginTop - margins.marginBottom) / (limits.c[1] - limits.c[0]),
  };
  const speed = ({ dh, dc }: PhaseFlow['field'][number]) => Math.hypot(dh * scale.h, dc * scale.c);
  const fastest = field.reduce((a, arrow) => Math.max(a, speed(arrow)), 0);
  const longest = 0.038 * width;
  // Speeds span decades: three of them are shown by length.
  const length = (arrow: PhaseFlow['field'][number]) =>
    longest * Math.max(0.35, 1 + Math.log10(speed(arrow) / fastest) / 3);
  return [
    Plot.vector(
      field.filter((arrow) => speed(arrow) > 0),
      {
        ...at,
        length,
        rotate: ({ dh, dc }: PhaseFlow['field'][number]) => (180 / Math.PI) * Math.atan2(dh * scale.h, dc * scale.c),
        ...{ stroke: theme.muted, strokeOpacity: 0.65, strokeWidth: 1 },
      },
    ),
    Plot.line(
      curve.filter(({ h }) => h <= limits.h[1]),
      { ...at, ...theoryLine(theme) },
    ),
    Plot.text([{ h: limits.h[0], c: 0.87 * fixedPoint.c }], {
      ...at,
      text: ['the theory cannot go here'],
      ...{ textAnchor: 'start', dx: 6, fill: theme.muted, fontStyle: 'italic' },
      ...halo(theme),
    }),
    Plot.dot([fixedPoint], { ...at, r: 7, fill: theme.background, stroke: theme.theory, strokeWidth: 1.6 }),
    Plot.text([fixedPoint], {
      ...at,
      text: ({ h }: PhasePoint) => `h(∞) = ${formatNumber(h)}`,
      ...{ textAnchor: 'end', dx: -12, dy: -9, fontWeight: 600, fill: theme.theory },
      ...halo(theme),
    }),
  ];
}

/** Another start, and the theory's way from there. */
function startMarks({ start, limits }: PhasePortraitTable, { theme }: DrawOptions): Plot.Markish[] {
  if (!start) return [];
  const seen = start.path.filter(({ h, c }) => h <= limits.h[1] && c >= limits.c[0] && c <= limits.c[1]);
  return [
    Plot.line(seen, { ...at, stroke: theme.y, strokeWidth: 2.5, strokeDasharray: '7 4' }),
    Plot.dot([start.point], { ...at, r: 4, fill: theme.y }),
  ];
}

/** Where y is half of what it must be: in the middle of the rise. */
function halfMarks(
  { record, limits }: PhasePortraitTable,
  run: readonly PhasePoint[],
  { theme }: DrawOptions,
): Plot.Markish[] {
  const half = firstPassage(record.series, record.parameters.dy2 / 2);
  const point = half === null ? undefined : run[record.series.step.findIndex((step) => step >= half)];
  if (half === null || !point) return [];
  const text = `y half-way at step ${formatNumber(Math.round(half))}`;
  // Beside the way, on the side that has more room.
  const side =
    point.h > 0.45 * limits.h[1]
      ? ({ textAnchor: 'end', dx: -12 } as const)
      : ({ textAnchor: 'start', dx: 12 } as const);
  return [
    Plot.dot([point], { ...at, r: 5, symbol: 'diamond', fill: theme.h, stroke: theme.background }),
    Plot.text([point], { ...at, text: [text], ...side, dy: -4, fill: theme.h, fontWeight: 600, ...halo(theme) }),
  ];
}

/** What the axes are. */
function names(options: DrawOptions): SVGElement[] {
  const { width, theme } = options;
  const across = textLine(options, {
    x: width - margins.marginRight,
    y: phasePortraitHeight(width) - 4,
    size: 12,
    fill: theme.ink,
  });
  across.setAttribute('text-anchor', 'end');
  across.textContent = 'h, squared distance of the representations';
  const up = textLine(options, { x: 4, y: 14, size: 12, fill: theme.ink });
  up.textContent = 'c = dy · dŷ, how far the predictions have come apart';
  return [across, up];
}

function key(table: PhasePortraitTable, options: DrawOptions): SVGElement[] {
  const { width, theme } = options;
  const network = { text: 'network', style: { ...experimentLine(theme.h), strokeOpacity: 1 } };
  const theory = { text: 'theory', style: theoryLine(theme) };
  const right = width - margins.marginRight - 46;
  const y = headerOf(width) - 14;
  return [
    ...lineKey(options, [network], { x: table.flow ? right - 88 : right, y }),
    ...(table.flow ? lineKey(options, [theory], { x: right, y }) : []),
  ];
}
