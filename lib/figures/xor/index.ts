import { cutTo, formatNumber } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { xor, type XorState } from './definition.ts';
import { drawXor, xorHeight } from './draw.ts';
import { xorPython } from './matplotlib.ts';
import { loadXor, xorRows, type XorGroup, type XorTable } from './table.ts';

const r = (spread: XorGroup['pearson']) => (spread ? cutTo(spread.median, 3) : 'not defined');

/** How well the theory tells the end and how much of the start is left, in each setting or from end to end of the scan. */
function describe({ groups, state }: XorTable): string {
  if (state.view === 'matrices') {
    const each = groups.map(({ id, runs, pearson, pearsonInitial }) => {
      const seeds = `${runs.length} ${runs.length === 1 ? 'seed' : 'seeds'}`;
      return `${id}: r = ${r(pearson)} of theory and end, ${r(pearsonInitial)} of start and end (${seeds})`;
    });
    const unlike = groups.filter(({ pearson }) => pearson !== null && pearson.median < 0.9).map(({ id }) => id);
    const failing = unlike.length > 0 ? ` The theory does not tell the end of ${unlike.join(', ')}.` : '';
    return `Middle of the seeds over the six distances. ${each.join('; ')}.${failing}`;
  }
  const compared = groups.filter(({ pearson }) => pearson !== null);
  if (compared.length === 0) return `None of the ${groups.length} gains has a comparison with the theory.`;
  const worst = compared.reduce((low, group) => (group.pearson!.median < low.pearson!.median ? group : low));
  const kept = groups.find(({ pearsonInitial }) => pearsonInitial !== null && pearsonInitial.median > 0.9);
  return (
    `Over ${groups.length} gains from ${groups[0]!.gain} to ${groups.at(-1)!.gain} the middle r of theory and end is least at gain ` +
    `${worst.gain}, ${r(worst.pearson)}. ` +
    (kept
      ? `From gain ${kept.gain} on the start tells the end (r above 0.9): learning is lazy.`
      : `At no gain does the start tell the end: r stays below 0.9, and is ${formatNumber(groups[0]!.pearsonInitial?.median ?? 0)} at the first.`)
  );
}

const titles: Readonly<Record<XorState['view'], string>> = {
  matrices: 'XOR: distances of the four points before and after training, and by the theory',
  scan: 'XOR: how well theory and start tell the end, over the gain',
};

export const xorFigure: Figure<XorState, XorTable> = {
  ...xor,
  load: loadXor,
  height: xorHeight,
  draw: drawXor,
  title: ({ state }) => titles[state.view],
  describe,
  rows: xorRows,
  sources: ({ release, groups }) =>
    sourcesOfRows(
      release,
      groups.flatMap(({ runs }) => runs),
    ),
  matplotlib: xorPython,
};
