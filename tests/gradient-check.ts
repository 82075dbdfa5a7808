import type { PointSet } from '../lib/datasets/point-set.ts';
import type { Activation, NetworkParameters, NetworkSpec } from '../lib/networks/network.ts';
import type { Engine } from '../lib/training/trainer.ts';

/** `tests/reference/gradient_check.json`, as far as it is read here. Nested lists are row-major. */
export interface GradientCheckFile {
  readonly nets: Readonly<Record<string, ReferenceNet>>;
}

interface ReferenceNet {
  readonly lr: number;
  readonly input: readonly (readonly number[])[];
  readonly target: readonly (readonly number[])[];
  readonly params_initial: readonly ReferenceLayer[];
  readonly float64: {
    readonly before: ReferenceState & { readonly activations: readonly (readonly (readonly number[])[])[] };
    readonly after_1: ReferenceState & { readonly params: readonly ReferenceLayer[] };
    readonly after_50: ReferenceState & { readonly params: readonly ReferenceLayer[] };
    readonly losses_before_each_step: readonly number[];
  };
}

interface ReferenceLayer {
  /** `[out][in]`, of convolutions `[out][in][kernel]`. */
  readonly weight: readonly (readonly (number | readonly number[])[])[];
  readonly bias: readonly number[];
}

interface ReferenceState {
  readonly output: readonly (readonly number[])[];
  readonly loss: number;
}

/** Largest absolute deviation of `net`'s `quantity` from the reference. */
export interface Deviation {
  readonly net: string;
  readonly quantity: string;
  readonly deviation: number;
}

const activationNames: Readonly<Record<string, Activation>> = {
  leaky_relu: 'leaky_relu',
  relu: 'relu',
  tanh: 'tanh',
  elu: 'elu',
  silu: 'swish',
  none: 'linear',
};

/** Names of the MLPs of the file. */
export function mlpNames(file: GradientCheckFile): string[] {
  return Object.keys(file.nets).filter((name) => name.startsWith('MLP_'));
}

/** Names of the file's other nets that are stored number by number: ResNets and small CNNs. */
export function otherNames(file: GradientCheckFile): string[] {
  return Object.keys(file.nets).filter((name) => /^(ResNet|CNNsmall)_/.test(name));
}

/** Trains net `name` of the file for 50 steps on `engine` and compares all that the file (in float64) says of it. */
export async function gradientCheck(engine: Engine, file: GradientCheckFile, name: string): Promise<Deviation[]> {
  const net = file.nets[name]!;
  const { before, after_1, after_50, losses_before_each_step } = net.float64;
  const result: Deviation[] = [];
  const compare = (quantity: string, given: ArrayLike<number>, wanted: readonly number[]): void => {
    result.push({ net: name, quantity, deviation: largestDifference(given, wanted) });
  };
  const network = networkOf(name, net);
  const trainer = await engine.create({
    network,
    parameters: parametersOf(net.params_initial),
    points: pointsOf(net),
    learningRate: net.lr,
    layer: 0,
  });
  try {
    compare('outputs before', await trainer.outputs(), before.output.flat());
    for (const [layer, values] of before.activations.entries())
      compare(`layer ${layer} before`, await trainer.hidden(layer), values.flat());
    const every = Array.from({ length: 51 }, (_, step) => step);
    const losses: number[] = [];
    for (const [until, state] of [
      [1, after_1],
      [50, after_50],
    ] as const) {
      losses.push(...(await trainer.train(until, every)).loss);
      compare(`outputs after ${until}`, await trainer.outputs(), state.output.flat());
      const parameters = await trainer.parameters();
      for (const [n, { weight, bias }] of state.params.entries()) {
        compare(`weight ${n} after ${until}`, parameters[n]!.weight, numbers(weight));
        compare(`bias ${n} after ${until}`, parameters[n]!.bias, bias);
      }
    }
    // Step 1 is both the last of the first call and the first of the second.
    losses.splice(1, 1);
    compare('losses', losses, [...losses_before_each_step, after_50.loss]);
  } finally {
    trainer.dispose();
  }
  return result;
}

function networkOf(name: string, net: ReferenceNet): NetworkSpec {
  const [, kind, theirs] = /^(MLP|ResNet|CNNsmall)_(leaky_relu|relu|tanh|elu|silu|none)(_|$)/.exec(name) ?? [];
  const activation = activationNames[theirs ?? ''];
  if (activation === undefined) throw new Error(`The name ${name} says no network or activation that is known here.`);
  const size = {
    inputDim: net.input[0]!.length,
    outputDim: net.target[0]!.length,
    width: net.params_initial[0]!.bias.length,
    activation,
  };
  const maps = net.params_initial.length;
  if (kind === 'CNNsmall') {
    // Between the dense maps there are depth + 1 convolutions.
    const weight = net.params_initial[1]!.weight as readonly (readonly (readonly number[])[])[];
    return { kind: 'cnn', ...size, depth: maps - 3, channels: weight.length, kernel: weight[0]![0]!.length };
  }
  return { kind: kind === 'ResNet' ? 'residual' : 'mlp', ...size, depth: maps - 1 };
}

function numbers(weight: ReferenceLayer['weight']): number[] {
  const flat: number[] = weight.flat(2);
  return flat;
}

function parametersOf(layers: readonly ReferenceLayer[]): NetworkParameters {
  return layers.map(({ weight, bias }) => {
    const flat = numbers(weight);
    return {
      inputDim: flat.length / bias.length,
      outputDim: bias.length,
      weight: Float32Array.from(flat),
      bias: Float32Array.from(bias),
    };
  });
}

function pointsOf({ input, target }: ReferenceNet): PointSet {
  return {
    size: input.length,
    inputDim: input[0]!.length,
    outputDim: target[0]!.length,
    inputs: Float32Array.from(input.flat()),
    targets: Float32Array.from(target.flat()),
  };
}

/** Largest absolute difference; infinite if the lengths differ or a value is not a number. */
function largestDifference(given: ArrayLike<number>, wanted: readonly number[]): number {
  if (given.length !== wanted.length) return Infinity;
  return wanted.reduce((worst, value, n) => {
    const difference = Math.abs(given[n]! - value);
    return Number.isNaN(difference) ? Infinity : Math.max(worst, difference);
  }, 0);
}
