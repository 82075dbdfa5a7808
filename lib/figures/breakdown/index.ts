import { activationNames } from '../../networks/activation-names.ts';
import { cutTo, formatNumber } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { breakdown, type BreakdownState } from './definition.ts';
import { breakdownHeight, drawBreakdown } from './draw.ts';
import { breakdownPython } from './matplotlib.ts';
import { breakdownRows, loadBreakdown, type BreakdownTable, type Verdict } from './table.ts';

const failures: Readonly<Record<Exclude<Verdict, 'holds'>, string>> = {
  poor: 'are fitted poorly',
  shrinks: 'would need a negative rate, since h shrinks',
  unfinished: 'had not learnt both targets in their steps',
  diverged: 'diverged',
};

/** Where the theory holds, from the least to the greatest gain at each depth, and what becomes of the rest. */
function describe({ cells, depths }: BreakdownTable): string {
  const holding = cells.filter(({ holds }) => holds);
  const ranges = depths.map((depth) => {
    const gains = holding.filter((cell) => cell.depth === depth).map(({ gain }) => gain);
    if (gains.length === 0) return `at depth ${depth} nowhere`;
    if (gains.length === 1) return `at depth ${depth} at gain ${gains[0]!}`;
    return `at depth ${depth} at ${gains.length} gains from ${Math.min(...gains)} to ${Math.max(...gains)}`;
  });
  const runs = cells.flatMap((cell) => cell.runs);
  const counts = Object.entries(failures).flatMap(([verdict, words]) => {
    const count = runs.filter((run) => run.verdict === verdict).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  const best = holding.reduce((high, { r2 }) => Math.max(high, r2!), -Infinity);
  return [
    `The theory describes most seeds in ${holding.length} of ${cells.length} networks: ${ranges.join(', ')}.`,
    ...(holding.length > 0 ? [`The best middle R² is ${cutTo(best, 3)}.`] : []),
    counts.length > 0 ? `Of ${formatNumber(runs.length)} runs ${counts.join(', ')}.` : 'It describes every run.',
  ].join(' ');
}

const pairs: Readonly<Record<BreakdownState['centre'], string>> = {
  '-0.5': 'inputs −1 and 0',
  '-0.25': 'inputs −¾ and ¼',
  '0': 'inputs −½ and ½',
};

export const breakdownFigure: Figure<BreakdownState, BreakdownTable> = {
  ...breakdown,
  load: loadBreakdown,
  height: breakdownHeight,
  draw: drawBreakdown,
  title: ({ state }) =>
    `R² over gain and depth: ${activationNames[state.activation]}, ${state.width} units per layer, ${pairs[state.centre]}`,
  describe,
  rows: breakdownRows,
  sources: ({ release, cells }) =>
    sourcesOfRows(
      release,
      cells.flatMap(({ runs }) => runs),
    ),
  matplotlib: breakdownPython,
};
