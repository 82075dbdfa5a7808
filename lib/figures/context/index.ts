import { formatNumber } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { context, type ContextState } from './definition.ts';
import { contextHeight, drawContext } from './draw.ts';
import { offShares } from './shares.ts';
import { contextPython } from './matplotlib.ts';
import { contextRows, hasLearnt, loadContext, middles, shareOf, type ContextTable } from './table.ts';

const percent = (share: number) => `${formatNumber(100 * share)} %`;

function describe(table: ContextTable): string {
  const { layers, runs, state } = table;
  const when = state.moment === 'final' ? 'After training' : 'Before training';
  const shown = layers.map((layer) => {
    const share = shareOf(layer.run, state);
    const [first, second] = layer.explained.map((part) => (part === null ? 'none' : percent(part)));
    return `gain ${layer.run.gain} has ${first} of its variance on axis 1 and ${second} on axis 2, ${share === null ? 'and does not vary within contexts' : `${percent(share)} within contexts on the feature not asked for`}`;
  });
  const middle = middles(runs);
  const idle = runs.filter((run) => !hasLearnt(run));
  const outside = offShares(table);
  const [least, greatest] = [middle[0], middle.at(-1)];
  return [
    `${when}, seed ${state.seed}: ${shown.join('; ')}.`,
    least && greatest
      ? `Over all seeds the middle of what is kept goes from ${percent(least.final)} at gain ${least.gain} (${percent(least.initial)} before training) to ${percent(greatest.final)} at gain ${greatest.gain} (${percent(greatest.initial)} before).`
      : 'No run learnt the task.',
    ...(idle.length > 0
      ? [
          `${idle.length} of ${runs.length} runs did not learn the task in their epochs (hollow, at gain ${[...new Set(idle.map(({ gain }) => gain))].join(', ')}) and are left out of the middle.`,
        ]
      : []),
    ...(outside > 0 ? [`${outside} runs have a share or a gain off the axes, or none.`] : []),
  ].join(' ');
}

const views: Readonly<Record<ContextState['view'], string>> = {
  first: 'axes 1 and 2',
  next: 'axes 2 and 3',
  space: 'three axes',
};

export const contextFigure: Figure<ContextState, ContextTable> = {
  ...context,
  load: loadContext,
  height: contextHeight,
  draw: drawContext,
  title: ({ state }) =>
    `Two contexts ${state.moment === 'final' ? 'after' : 'before'} training: ${views[state.view]}${state.view === 'space' ? ` turned by ${state.angle}°` : ''}, seed ${state.seed}`,
  describe,
  rows: contextRows,
  sources: ({ release, runs }) => sourcesOfRows(release, runs),
  matplotlib: contextPython,
};
