import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { cpuEngine } from '../../lib/training/tfjs/cpu.ts';
import { wasmEngine } from '../../lib/training/tfjs/wasm.ts';
import { gradientCheck, mlpNames, otherNames, type GradientCheckFile } from '../gradient-check.ts';

const file = JSON.parse(
  await readFile(new URL('../reference/gradient_check.json', import.meta.url), 'utf8'),
) as GradientCheckFile;
const wasm = new URL(
  '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  import.meta.url,
);

const engines = {
  'tfjs-cpu': cpuEngine,
  'tfjs-wasm': async () => wasmEngine(await WebAssembly.compile(await readFile(wasm))),
};

describe.each(Object.entries(engines))('%s trains as PyTorch does', (id, start) => {
  it.each([...mlpNames(file), ...otherNames(file)])(
    '%s: outputs, losses and parameters after 1 and 50 steps within 1e-5',
    async (name) => {
      const engine = await start();
      expect(engine.id).toBe(id);
      const deviations = await gradientCheck(engine, file, name);
      expect(deviations.filter(({ deviation }) => !(deviation <= 1e-5))).toEqual([]);
    },
  );
});
