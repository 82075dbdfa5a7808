import { fingerprints, type Fingerprint } from '../../lib/training/kernel/fingerprint.ts';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import { answer } from '../support/worker-answer.ts';

const tasks = {
  /** The fingerprints that the kernel at this address has here. */
  async fingerprints(address: string): Promise<Fingerprint[]> {
    return fingerprints(kernelEngine(await WebAssembly.compileStreaming(fetch(address))));
  },
};

export type Tasks = typeof tasks;

answer(tasks);
