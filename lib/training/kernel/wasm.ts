/** What the compiled kernel exports. Addresses are unsigned; see `assembly/layout.ts` for the order of the data. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  /** Sets what is trained; returns the bytes of memory that it takes, more than 2^32 if it cannot be done. */
  configure(
    inputDim: number,
    outputDim: number,
    width: number,
    depth: number,
    points: number,
    activation: number,
    layer: number,
    learningRate: number,
    architecture: number,
    optimizer: number,
    channels: number,
    kernel: number,
  ): number;
  /** Dropout's probability times 2^32, the factor of what is kept, and the seed of the masks. */
  setDropout(threshold: number, scale: number, seed: number): void;
  /** Makes that memory available, all zeros; 0 if the engine refuses. */
  reserve(): number;
  /** To be called once inputs are written. */
  begin(): void;
  /** After `begin`: goes on as after so many updates, whose parameters and moments are written. */
  resume(updates: number): void;
  /** To be called once other points, at most as many, are written. */
  take(points: number): void;
  forward(): void;
  /** Makes up to `updates` updates, observing at the first `marked` entries of `marks`; returns their number. */
  run(updates: number, marked: number): number;
  updatesMade(): number;
  stopped(): number;
  weightAt(n: number): number;
  biasAt(n: number): number;
  hiddenAt(n: number): number;
  /** Bytes from a parameter to what the optimiser keeps of it, where it keeps something. */
  readonly toFirstMoment: WebAssembly.Global;
  readonly toSecondMoment: WebAssembly.Global;
  readonly input: WebAssembly.Global;
  readonly target: WebAssembly.Global;
  readonly output: WebAssembly.Global;
  readonly marks: WebAssembly.Global;
  readonly observations: WebAssembly.Global;
  readonly MARKS: WebAssembly.Global;
  /** Activations, derivatives and scaled activations of `bytes` bytes of float32 numbers, for tests. */
  activate(kind: number, values: number, slopes: number, scaled: number, bytes: number, factor: number): void;
}

/** Makes an instance of the kernel with memory of its own. It imports nothing. */
export async function instantiate(module: WebAssembly.Module): Promise<KernelExports> {
  const instance = await WebAssembly.instantiate(module, {});
  return instance.exports as unknown as KernelExports;
}

/** An exported address or size as an unsigned number. */
export function unsigned(value: WebAssembly.Global | number): number {
  return (typeof value === 'number' ? value : (value.value as number)) >>> 0;
}
