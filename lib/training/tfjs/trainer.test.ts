import { expect, it } from 'vitest';
import { cpuEngine } from './cpu.ts';
it('x', async () => {
  const e = await cpuEngine();
  expect(e.id).toBe('tfjs-cpu');
});
