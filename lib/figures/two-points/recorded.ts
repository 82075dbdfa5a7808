import { paperParameters, type TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import type { RunSeries } from '../../experiments/run-record.ts';
import { paperSettings, type PaperSettingId } from '../../networks/settings.ts';

/** A run that was recorded with the authors' program: curves on its own steps, and how they were made. */
export interface RecordedRun {
  readonly setting: PaperSettingId;
  /** Seed of PyTorch's generator; it gives other initial weights than the same seed of ours. */
  readonly seed: number;
  /** What trained it, in words. */
  readonly trainer: string;
  readonly versions: string;
  readonly series: RunSeries;
}

/** The setting of the paper, as its trajectory figures train it, that a run is of, whatever its seed; null if of none. */
export function paperSettingOf(parameters: TwoPointsParameters): PaperSettingId | null {
  const ids = Object.keys(paperSettings) as PaperSettingId[];
  const isOf = (id: PaperSettingId) => {
    const wanted: Readonly<Record<string, unknown>> = paperParameters(id, parameters.seed);
    return Object.entries(parameters).every(([name, value]) => wanted[name] === value);
  };
  return ids.find(isOf) ?? null;
}

/** The recorded run of a setting of the paper; null for other networks, for which nothing is loaded. */
export async function recordedRun(parameters: TwoPointsParameters): Promise<RecordedRun | null> {
  const setting = paperSettingOf(parameters);
  if (!setting) return null;
  const { default: reference } = await import('../../../content/reference/two-points.json', { with: { type: 'json' } });
  const { trainer, ...series } = reference.runs[setting];
  return {
    ...{ setting, seed: reference.seed, versions: reference.versions, series },
    trainer: reference.trainers[trainer as keyof typeof reference.trainers],
  };
}
