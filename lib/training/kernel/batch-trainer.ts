import type { PointSet } from '../../datasets/point-set.ts';
import { layerSize, type NetworkParameters, type NetworkSpec } from '../../networks/network.ts';
import type { BatchOrder } from '../batch-order.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Observations, Trainer, TrainerSetup } from '../trainer.ts';
import { marksWithin, type KernelTrainer } from './kernel-trainer.ts';
import { yieldToEventLoop } from './yield.ts';

/** Milliseconds of work between two visits of the event loop. */
const chunkMilliseconds = 30;

/** Predictions and one representation of all observed points, `[points][units]`, row-major. */
interface Pass {
  readonly outputs: Float32Array;
  readonly hidden: Float32Array;
}

/** A kernel trainer that is handed one batch per update, and the observed points whenever they are to be seen. */
export class BatchTrainer implements Trainer {
  readonly #inner: KernelTrainer;
  readonly #order: BatchOrder;
  readonly #network: NetworkSpec;
  readonly #observed: PointSet;
  readonly #layer: number;
  #training = false;
  /** When the event loop is next given its turn: kept from call to call, since many short calls starve it too. */
  #deadline = 0;

  /** @param inner trainer of the same setup on the first batch, which is a largest one. It is disposed of with this one. */
  constructor(inner: KernelTrainer, { network, points, layer }: TrainerSetup, order: BatchOrder) {
    this.#inner = inner;
    this.#order = order;
    this.#network = network;
    this.#observed = { ...points, inputs: points.inputs.slice(), targets: points.targets.slice() };
    this.#layer = layer;
  }

  get step(): number {
    return this.#inner.step;
  }

  async train(until: number, record: ArrayLike<number>): Promise<Observations> {
    if (this.#training) throw new Error('This trainer is training already; await that first.');
    if (!Number.isSafeInteger(until) || until < this.step) {
      throw new RangeError(`until is ${until}; it must be an integer from ${this.step}, the present step, on.`);
    }
    const marks = marksWithin(record, this.step, until);
    this.#training = true;
    try {
      return await this.#train(until, marks);
    } finally {
      this.#training = false;
    }
  }

  async #train(until: number, marks: readonly number[]): Promise<Observations> {
    const seen: [step: number, h: number, y: number, w: number, loss: number][] = [];
    let next = 0;
    for (;;) {
      const { step } = this;
      const wanted = marks[next] === step;
      if (wanted) {
        next++;
        const row = this.#observe(await this.#pass(this.#layer));
        seen.push([step, ...row]);
        if (!row.every(Number.isFinite)) break;
      }
      if (step === until) break;
      this.#inner.replacePoints(this.#order.points(step));
      const stopped = await this.#inner.train(step + 1, []);
      if (this.step === step) {
        // The loss of the batch was not finite. It stands for that of the observed points, which may still be.
        const [h, y, w] = wanted
          ? (seen.pop()!.slice(1) as [number, number, number])
          : this.#observe(await this.#pass(this.#layer));
        seen.push([step, h, y, w, stopped.loss.at(-1)!]);
        break;
      }
      if (performance.now() < this.#deadline) continue;
      await yieldToEventLoop();
      this.#deadline = performance.now() + chunkMilliseconds;
    }
    const column = (n: number) => Float64Array.from(seen, (row) => row[n]!);
    return { step: column(0), h: column(1), y: column(2), w: column(3), loss: column(4) };
  }

  /** `h, y, w` of the first two points and the loss of all, summed in float64. */
  #observe({ outputs, hidden }: Pass): [h: number, y: number, w: number, loss: number] {
    const { size, outputDim, targets } = this.#observed;
    const units = hidden.length / size;
    let h = 0;
    for (let i = 0; i < units; i++) h += (hidden[units + i]! - hidden[i]!) ** 2;
    let y = 0;
    let w = 0;
    for (let j = 0; j < outputDim; j++) {
      const predicted = outputs[outputDim + j]! - outputs[j]!;
      y += predicted ** 2;
      // The difference is taken before the product, so that w keeps its digits near 0.
      w += predicted * (predicted - (targets[outputDim + j]! - targets[j]!));
    }
    let squares = 0;
    for (let i = 0; i < outputs.length; i++) squares += (outputs[i]! - targets[i]!) ** 2;
    return [h, y, w, (0.5 * squares) / outputs.length];
  }

  /** Runs the observed points through the network, as many at a time as there is place for. */
  async #pass(layer: number): Promise<Pass> {
    const { size, inputDim, outputDim, inputs, targets } = this.#observed;
    const units = layerSize(this.#network, layer);
    const pass = { outputs: new Float32Array(size * outputDim), hidden: new Float32Array(size * units) };
    for (let from = 0; from < size; from += this.#order.capacity) {
      const to = Math.min(size, from + this.#order.capacity);
      this.#inner.replacePoints({
        size: to - from,
        inputDim,
        outputDim,
        inputs: inputs.subarray(from * inputDim, to * inputDim),
        targets: targets.subarray(from * outputDim, to * outputDim),
      });
      // Both are asked for at once: while one is awaited, other points may take the place of these.
      const [outputs, hidden] = await Promise.all([this.#inner.outputs(), this.#inner.hidden(layer)]);
      pass.outputs.set(outputs, from * outputDim);
      pass.hidden.set(hidden, from * units);
    }
    return pass;
  }

  parameters(): Promise<NetworkParameters> {
    return this.#inner.parameters();
  }

  snapshot(): Promise<Snapshot> {
    return this.#inner.snapshot();
  }

  async outputs(): Promise<Float32Array> {
    return (await this.#pass(this.#layer)).outputs;
  }

  async hidden(layer: number): Promise<Float32Array> {
    return (await this.#pass(layer)).hidden;
  }

  dispose(): void {
    this.#inner.dispose();
  }
}
