import type { FileSource } from '../../lib/experiments/experiment.ts';

/** Digits of MNIST that the site ships: as many as the experiment trains on unless it is asked for more. 320 kB of gzip. */
export const shippedDigits = 2000;

/**
 * Where the first `count` digits' part of a file of MNIST lies. The name says all that it depends on, so that it is cached
 * for good; it does not end in `.gz`, which servers may take for an encoding of their own.
 */
export const digitsAddress = (name: string, count = shippedDigits): string => `/digits/${name}-${count}.gzip`;

/** MNIST's files as the site ships them: the first digits, in the format of the whole. */
export const shippedFiles: FileSource = async (name) => {
  const response = await fetch(digitsAddress(name));
  if (!response.ok || !response.body) throw new Error(`The digits could not be loaded: ${response.status}.`);
  const whole = response.body.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(whole).arrayBuffer());
};
