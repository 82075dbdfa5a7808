import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Rasteriser } from '../../lib/figures/files/raster.ts';

const packages = 'node_modules';
const faces = ['400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic'];

let ready: Promise<Rasteriser> | undefined;

/** The rasteriser in the building process, with the same faces as the Worker's. */
export function buildRasteriser(): Promise<Rasteriser> {
  ready ??= start();
  return ready;
}

async function start(): Promise<Rasteriser> {
  await initWasm(await readFile(`${packages}/@resvg/resvg-wasm/index_bg.wasm`));
  const folder = `${packages}/@expo-google-fonts/source-sans-3`;
  const fonts = faces.map(async (face) => new Uint8Array(await readFile(`${folder}/${face}/SourceSans3_${face}.ttf`)));
  return { Resvg, fonts: await Promise.all(fonts), zlib: { crc32, deflateSync } };
}
