import type { ExperimentId } from '../experiments/index.ts';
import { paperParameters } from '../experiments/two-points/parameters.ts';
import { twoPointsPresets } from '../experiments/two-points/presets.ts';
import { paperSettings, type PaperSettingId } from '../networks/settings.ts';

/** Where a group may take ready-made parameters from: the paper's table, or the live figure's presets. */
export const sources = ['paper', 'presets'] as const;
export type Source = (typeof sources)[number];

/** Ready-made parameters by name, without a seed, in an experiment's input form. */
type Named = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

const paper = (Object.keys(paperSettings) as PaperSettingId[]).map((id) => {
  const seedless = Object.entries(paperParameters(id, 0)).filter(([name]) => name !== 'seed');
  return [id, Object.fromEntries(seedless)] as const;
});

/** The ready-made parameters of each experiment. */
export const vocabulary: Readonly<Record<ExperimentId, Readonly<Record<Source, Named>>>> = {
  'two-points': {
    paper: new Map(paper),
    presets: new Map(twoPointsPresets.map(({ id, parameters }) => [id, parameters])),
  },
};
