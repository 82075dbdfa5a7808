import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { alternatives, type AlternativesState } from './definition.ts';
import { alternativesHeight, drawAlternatives, hasPlace } from './draw.ts';
import { alternativesPython } from './matplotlib.ts';
import { alternativesRows, loadAlternatives, systems, type AlternativesTable } from './table.ts';

/** Who wins where: the form of the equations matters in some settings, and not in the paper's sense in others. */
function describe({ groups }: AlternativesTable): string {
  const runs = groups.flatMap((group) => group.runs);
  const winners = new Map<string, number>();
  for (const { bestSystem } of runs) winners.set(bestSystem!, (winners.get(bestSystem!) ?? 0) + 1);
  const names: Record<string, string> = {
    'doubled-dy': systems[0].name,
    'doubled-dh': systems[1].name,
    'flipped-dw': systems[2].name,
    'truncated-dy': systems[3].name,
  };
  const others = [...winners]
    .filter(([id]) => id !== 'theory')
    .sort(([, a], [, b]) => b - a)
    .map(([id, count]) => `“${names[id] ?? id}” in ${count}`);
  const own = groups.filter(
    (group) => 2 * group.runs.filter(({ bestSystem }) => bestSystem === 'theory').length > group.runs.length,
  );
  const off = runs.filter((run) => systems.some(({ column }) => !hasPlace(run[column]))).length;
  return [
    `The theory fits best in ${winners.get('theory') ?? 0} of ${runs.length} runs${others.length > 0 ? `, an altered system in the rest: ${others.join(', ')}` : ''}.`,
    own.length > 0
      ? `It is best for most seeds of ${own.map(({ name }) => name).join(', ')} (${own.length} of ${groups.length} settings).`
      : `It is best for most seeds of none of ${groups.length} settings.`,
    ...(off > 0
      ? [
          `${off} ${off === 1 ? 'run has' : 'runs have'} a factor that was not found or is off the axis (counted at the right).`,
        ]
      : []),
  ].join(' ');
}

const titles: Readonly<Record<AlternativesState['runs'], string>> = {
  all: 'Four altered systems against the theory, all settings of the paper',
  meaningful: 'Four altered systems against the theory, runs that the theory describes',
};

export const alternativesFigure: Figure<AlternativesState, AlternativesTable> = {
  ...alternatives,
  load: loadAlternatives,
  height: alternativesHeight,
  draw: drawAlternatives,
  title: ({ state }) => titles[state.runs],
  describe,
  rows: alternativesRows,
  sources: ({ release, groups }) =>
    sourcesOfRows(
      release,
      groups.flatMap(({ runs }) => runs),
    ),
  matplotlib: alternativesPython,
};
