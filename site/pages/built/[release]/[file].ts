/** The files of every figure's default state, for the Worker to serve: see `builtAddress`. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { mediaTypes } from '../../../../lib/figures/files/formats.ts';
import { builtFiles, makeFile, type BuiltFile } from '../../../build/files.ts';

export const getStaticPaths = (async () =>
  (await builtFiles()).map((file) => ({
    params: { release: file.release, file: file.name },
    props: { ...file },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ props }) => {
  const file = props as BuiltFile;
  const bytes = (await makeFile(file)) as string | Uint8Array<ArrayBuffer>;
  return new Response(bytes, { headers: { 'Content-Type': mediaTypes[file.format] } });
};
