import { crc32, deflateSync } from 'node:zlib';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import module from '@resvg/resvg-wasm/index_bg.wasm';
import type { Rasteriser } from '../../lib/figures/files/raster.ts';
import { fonts } from './fonts.ts';

let ready: Promise<Rasteriser> | undefined;

/** The rasteriser, made ready once; a failure is not kept. */
export function rasteriser(): Promise<Rasteriser> {
  ready ??= initWasm(module).then(
    () => ({ Resvg, fonts, zlib: { crc32, deflateSync } }),
    (error: unknown) => {
      ready = undefined;
      throw error;
    },
  );
  return ready;
}
