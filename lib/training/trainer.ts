import type { NetworkParameters, NetworkSpec } from '../networks/network.ts';
import type { PointSet } from '../datasets/point-set.ts';
import type { BatchSetup } from './batch-order.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Optimisers, by id, in PyTorch's form: `sgd` is plain gradient descent; `momentum` keeps `v = 0.9 v + g` and steps by
 * `-rate * v`; `adam` has betas 0.9 and 0.999, epsilon 1e-8 and bias correction.
 */
export const optimizers = ['sgd', 'momentum', 'adam'] as const;
export type Optimizer = (typeof optimizers)[number];

/** The constants of `momentum` and `adam`. */
export const momentumDecay = 0.9;
export const adamConstants = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/**
 * What one training run starts from. Training is full-batch gradient descent, by one of the optimisers, on
 * `L = 1/2 * mean over points and outputs of (output - target)^2`, the loss of the paper's experiments.
 */
export interface TrainerSetup {
  readonly network: NetworkSpec;
  /** Initial parameters; copied, never changed in place. */
  readonly parameters: NetworkParameters;
  readonly points: PointSet;
  /** Step size of the optimiser, > 0. */
  readonly learningRate: number;
  /** Entry of the architecture's list of representations that `h` is of; in dense nets 0 is the first hidden layer. */
  readonly layer: number;
  /** `sgd` if not given. */
  readonly optimizer?: Optimizer;
  /** Seed of what is random in training, an unsigned 32-bit integer. Dropout nets need it, others do not use it. */
  readonly noiseSeed?: number;
  /**
   * Trains on batches of another set than `points`: these are then only observed (`h, y, w`, the loss, `outputs`,
   * `hidden`), and there may be any number of them. Without it, training is on all of `points` at once.
   */
  readonly batches?: BatchSetup;
  /** Where training goes on, instead of at step 0 and `parameters`. Nothing else of the setup may differ from then. */
  readonly from?: Snapshot;
}

/** What decides whether an engine can run a setup. */
export interface Workload {
  readonly network: NetworkSpec;
  readonly points: Pick<PointSet, 'size'>;
  readonly optimizer?: Optimizer;
  readonly batches?: Pick<BatchSetup, 'size'>;
}

/** What is seen of a run at chosen steps. All arrays have the same length. */
export interface Observations {
  /** Number of updates made before the observation: 0 is the initial state. Strictly increasing. */
  readonly step: Float64Array;
  /** Squared distance of the two representations, `|h(x2) - h(x1)|^2`. */
  readonly h: Float64Array;
  /** Squared distance of the two predictions. */
  readonly y: Float64Array;
  /** `y - dy . dyhat`: squared prediction distance less its inner product with the target difference. */
  readonly w: Float64Array;
  /** The loss over all points, which is what is trained on unless that is batches. */
  readonly loss: Float64Array;
}

/** One network in training. `h, y, w` are of the first two points of the set. */
export interface Trainer {
  /** Updates made so far. */
  readonly step: number;
  /**
   * Trains on until `until` updates have been made, and returns what was seen at those of `record` (steps, increasing)
   * that lie in `[this.step, until]`. Stops early, without an error, when a number is no longer finite: the last entry
   * of the result is then the first such step that the engine noticed, whether it was to be recorded or not.
   * @throws RangeError if `until` is before `this.step` or `record` is not increasing.
   */
  train(until: number, record: ArrayLike<number>): Promise<Observations>;
  /** A copy of the present parameters. */
  parameters(): Promise<NetworkParameters>;
  /** A copy of all that training depends on; see `TrainerSetup.from`. */
  snapshot(): Promise<Snapshot>;
  /** Predictions for the points at the present parameters, `[points][outputs]`, row-major. */
  outputs(): Promise<Float32Array>;
  /**
   * Entry `layer` of the architecture's list of representations at the present parameters, `[points][units]`, row-major;
   * `layerSize` says how many units it has.
   */
  hidden(layer: number): Promise<Float32Array>;
  /** Frees memory (and GPU textures). The trainer cannot be used afterwards. */
  dispose(): void;
}

/**
 * Several networks of one shape in training at once, with one dispatch for all: what takes a GPU as long as a single one, as
 * long as it is not full. Members have nothing else in common; each learns as if it were alone.
 */
export interface Ensemble {
  /** Updates made so far. */
  readonly step: number;
  /**
   * As `Trainer.train`, with one entry for each member. A member that meets a number that is not finite has that as its last
   * observation and does not hinder the others; training stops early when all have.
   */
  train(until: number, record: ArrayLike<number>): Promise<readonly Observations[]>;
  /** A copy of the present parameters of each member. */
  parameters(): Promise<readonly NetworkParameters[]>;
  dispose(): void;
}

/** The engines' ids, in no order of preference. */
export const engineIds = ['kernel', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type EngineId = (typeof engineIds)[number];

/** A way of running networks. Hosts make one and hand it to an experiment. */
export interface Engine {
  readonly id: EngineId;
  /**
   * Numeric version: two engines with the same id and version give the same numbers (the kernel: the same bits).
   * Raised whenever a change can alter a result.
   */
  readonly version: string;
  /** Whether this engine can run such a setup: true, or why not, as a sentence. `create` rejects what it cannot run. */
  supports(workload: Workload): true | string;
  create(setup: TrainerSetup): Promise<Trainer>;
  /**
   * Where an engine has them: an ensemble of networks that differ in parameters, points and seeds only.
   * @throws RangeError if the setups differ in anything else, or are of an architecture that has no ensembles here.
   */
  createEnsemble?(members: readonly TrainerSetup[]): Promise<Ensemble>;
}
