import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Contestant, Outcome } from './contestant.ts';
import { setupOf, type NetName } from './nets.ts';

/** Debian's Python, which has Debian's packages, whatever other Python is on PATH. */
const python = '/usr/bin/python3';

/** @throws Error if Debian's PyTorch is not installed. */
export async function plainTorch(): Promise<Contestant> {
  if (spawnSync(python, ['-c', 'import torch']).status !== 0)
    throw new Error(`${python} has no torch; on Debian: apt-get install python3-torch libopenblas0-pthread`);
  const child = spawn(python, [fileURLToPath(new URL('./plain-torch.py', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const answer = async <Result>(): Promise<Result> => {
    const { done, value } = await lines.next();
    if (done) throw new Error('plain-torch.py ended early; its last words stand above.');
    return JSON.parse(value) as Result;
  };
  const { about } = await answer<{ about: string }>();

  const folder = mkdtempSync(join(tmpdir(), 'bench-torch-'));
  const files = new Map<NetName, string>();
  /** The net's initial weights where Python can read them. */
  const weightsOf = (net: NetName): string => {
    const file = files.get(net) ?? join(folder, `${net}.f32`);
    if (!files.has(net)) {
      const arrays = setupOf(net, 1).parameters.flatMap(({ weight, bias }) => [weight, bias]);
      writeFileSync(
        file,
        Buffer.concat(arrays.map((array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength))),
      );
      files.set(net, file);
    }
    return file;
  };
  return {
    about: `a plain PyTorch loop (bench/plain-torch.py): ${about}`,
    mlpOnly: true,
    train({ net, steps, learningRate }) {
      const { network, points, layer } = setupOf(net, learningRate);
      const { depth, width } = network;
      const [inputs, targets] = [[...points.inputs], [...points.targets]];
      const request = { file: weightsOf(net), depth, width, layer, learningRate, inputs, targets, steps };
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return answer<Outcome>();
    },
    close() {
      child.stdin.end();
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  };
}
