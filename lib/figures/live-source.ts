import type { AnyExperimentId } from '../experiments/index.ts';
import type { LiveRun } from './figure.ts';
import { DataUnavailable, type ComparedRun, type FigureSource } from './source.ts';

/** Whether two sets of complete parameters are the same. */
const same = (a: object, b: object) =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([name, value]) => value === (b as Readonly<Record<string, unknown>>)[name]);

/** A run that is at hand, and what was asked for to be trained. */
export interface TrainedRun<Id extends AnyExperimentId = AnyExperimentId> {
  readonly wanted: LiveRun<Id>;
  readonly run: ComparedRun<Id>;
}

/** Figures' data from runs that are at hand, finished or under way; everything else from another source. */
export function liveSource(trained: readonly TrainedRun[], rest: FigureSource): FigureSource {
  return {
    ...rest,
    run: (experiment, parameters) => {
      const found = trained.find(
        ({ wanted }) => wanted.experiment === experiment && same(parameters, wanted.parameters),
      );
      if (!found) {
        return Promise.reject(new DataUnavailable(`Another run of ${experiment} than what was trained is asked for.`));
      }
      // The experiment is the same, and so is the type.
      return Promise.resolve(found.run as never);
    },
  };
}
