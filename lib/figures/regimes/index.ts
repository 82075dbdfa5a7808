import { activationNames } from '../../networks/activation-names.ts';
import { formatNumber } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { regimes, type RegimesState } from './definition.ts';
import { drawRegimes, regimesHeight } from './draw.ts';
import { regimesPython } from './matplotlib.ts';
import { loadRegimes, middleOf, regimesRows, type RegimesTable } from './table.ts';

/** Which part makes the final h at which gains, and where the theory ends. */
function describe(table: RegimesTable): string {
  const { gains, runs } = table;
  const high = new Map(middleOf(table, 'aHigh').map(({ gain, value }) => [gain, value]));
  const held = middleOf(table, 'aLow').map(({ gain, value }) => ({ gain, low: value, high: high.get(gain)! }));
  const range = `Gains from ${formatNumber(gains[0]!)} to ${formatNumber(gains.at(-1)!)}, ${runs.length} runs.`;
  const lazyFrom = held.find((part) => part.high > part.low)?.gain;
  const parts =
    held.length === 0
      ? 'The theory describes none of them.'
      : lazyFrom === undefined
        ? 'Wherever the theory holds, the part of the targets is the larger: rich.'
        : `From gain ${formatNumber(lazyFrom)} on the part of the start is the larger: lazy.`;
  const failing = (['poor', 'shrinks', 'unfinished', 'diverged'] as const).flatMap((verdict) => {
    const those = runs.filter((run) => run.verdict === verdict);
    const at = [...new Set(those.map(({ gain }) => formatNumber(gain)))].join(', ');
    const words = { poor: 'fit poorly', shrinks: 'shrink in h', unfinished: 'do not finish', diverged: 'diverge' };
    return those.length > 0 ? [`${those.length} ${words[verdict]} (at ${at})`] : [];
  });
  return `${range} ${parts}${failing.length > 0 ? ` Of the runs ${failing.join(', ')}.` : ' The theory holds for all.'}`;
}

export const regimesFigure: Figure<RegimesState, RegimesTable> = {
  ...regimes,
  load: loadRegimes,
  height: regimesHeight,
  draw: drawRegimes,
  title: ({ state: { depth, width, activation, centre } }) =>
    `From rich to lazy: ${depth} hidden layers of ${width}, ${activationNames[activation]}, pair centred at ${centre.replace('-', '−')}`,
  describe,
  rows: regimesRows,
  sources: ({ release, runs }) => sourcesOfRows(release, runs),
  matplotlib: regimesPython,
};
