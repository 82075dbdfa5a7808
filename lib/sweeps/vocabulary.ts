import type { ExperimentId } from '../experiments/index.ts';
import { paperParameters } from '../experiments/two-points/parameters.ts';
import { twoPointsPresets } from '../experiments/two-points/presets.ts';
import { twoPointsRunId } from '../experiments/two-points/run.ts';
import { paperSettings, type PaperSettingId } from '../networks/settings.ts';
import type { Engine } from '../training/trainer.ts';
import type { JobParameters } from './job.ts';

/** Where a group may take ready-made parameters from: the paper's table, or the live figure's presets. */
export const sources = ['paper', 'presets'] as const;
export type Source = (typeof sources)[number];

/** What a sweep has to know of an experiment besides its definition. */
interface Vocabulary {
  /** The id of a run before it exists. */
  readonly runId: (parameters: JobParameters, engine: Pick<Engine, 'id' | 'version'>) => string;
  /** Ready-made parameters by name, without a seed, in the experiment's input form. */
  readonly named: Readonly<Record<Source, ReadonlyMap<string, Readonly<Record<string, unknown>>>>>;
}

const paper = (Object.keys(paperSettings) as PaperSettingId[]).map((id) => {
  const { seed: _, ...parameters } = paperParameters(id, 0);
  return [id, parameters] as const;
});

export const vocabulary: Readonly<Record<ExperimentId, Vocabulary>> = {
  'two-points': {
    runId: twoPointsRunId,
    named: { paper: new Map(paper), presets: new Map(twoPointsPresets.map((preset) => [preset.id, preset.parameters])) },
  },
};
