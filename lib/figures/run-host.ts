import type { FileSource } from '../experiments/experiment.ts';
import { allExperiments, type AnyExperimentId } from '../experiments/index.ts';
import { restoreRun, type ReleasedRun } from '../results/released-run.ts';
import { chooseEngine, nodeEngineIds, type EngineIdentity } from '../training/identities.ts';
import type { Engine, Workload } from '../training/trainer.ts';
import { DataUnavailable, type ComparedRun, type ParametersOf } from './source.ts';

/** What a host has for runs of given parameters: a release, and perhaps an engine. */
export interface RunHost {
  readonly release: string;
  /** The engine whose runs addresses name. */
  readonly engine: Engine;
  /** The run of that id in the release, or null. */
  readonly find: (id: string) => Promise<ReleasedRun | null>;
  /** The run where it is at hand though no release has it, or null. Nothing is, if not given. */
  readonly built?: (request: TrainingRequest) => Promise<ComparedRun<AnyExperimentId> | null>;
  /**
   * Called with what must be trained since the release does not have it.
   * @throws if the host does not train it, saying why.
   */
  readonly beforeTraining: (request: TrainingRequest) => void;
  /** Where it trains, in words: "edge". */
  readonly where: string;
  /** Data files, for runs on handwritten digits. */
  readonly files?: FileSource;
}

/** A run that no release has. */
export interface TrainingRequest<Id extends AnyExperimentId = AnyExperimentId> {
  readonly experiment: Id;
  readonly parameters: ParametersOf<Id>;
  readonly id: string;
  readonly workload: Workload;
  /** Floating-point operations, roughly. */
  readonly cost: number;
}

/** An experiment with the types that an id has; the registry's own type is a union that TypeScript cannot call. */
interface Callable<Id extends AnyExperimentId> {
  runId(parameters: ParametersOf<Id>, engine: Pick<Engine, 'id' | 'version'>): string;
  workload(parameters: ParametersOf<Id>): Workload;
  cost(parameters: ParametersOf<Id>): number;
  run(
    parameters: ParametersOf<Id>,
    options: { engine: Engine; files?: FileSource },
  ): Promise<ComparedRun<Id>['record']>;
  compare(record: ComparedRun<Id>['record']): ComparedRun<Id>['comparison'];
}

/** What recorded a run of this workload: the host's engine, or where it cannot run it the first that sweeps take. */
function recordedOn(engine: Engine, workload: Workload): Pick<EngineIdentity, 'id' | 'version'> {
  return engine.supports(workload) === true ? engine : chooseEngine(nodeEngineIds, workload);
}

/** A released run with the comparison of an experiment; altered systems are fitted anew, to the steps that are kept. */
function restored(id: AnyExperimentId, run: ReleasedRun): object {
  if (id !== 'alternatives') return restoreRun(run, id);
  const { record } = restoreRun(run, 'two-points');
  return { record, comparison: allExperiments.alternatives.compare(record) };
}

/** The released run of these parameters, or one trained now if the host allows it. */
export async function hostedRun<Id extends AnyExperimentId>(
  experimentId: Id,
  parameters: ParametersOf<Id>,
  { release, engine, find, built, beforeTraining, where, files }: RunHost,
): Promise<ComparedRun<Id>> {
  const experiment = allExperiments[experimentId] as unknown as Callable<Id>;
  const workload = experiment.workload(parameters);
  const id = experiment.runId(parameters, recordedOn(engine, workload));
  const found = await find(id);
  if (found) {
    // The id says what the run is of.
    return { ...restored(experimentId, found), provenance: { kind: 'release', release } } as unknown as ComparedRun<Id>;
  }
  const request = { experiment: experimentId, parameters, id, workload, cost: experiment.cost(parameters) };
  const left = await built?.(request);
  // The id says what it is of, again.
  if (left) return left;
  beforeTraining(request);
  const supported = engine.supports(workload);
  if (supported !== true) {
    throw new DataUnavailable(
      `Run ${id} is not in release ${release}, and it is not trained here (${where}): ${supported}`,
    );
  }
  const record = await experiment.run(parameters, { engine, ...(files && { files }) });
  return { record, comparison: experiment.compare(record), provenance: { kind: 'computed', where } };
}
