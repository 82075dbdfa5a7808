import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { initialisation } from '../../networks/initialise.ts';
import { fingerprints } from './fingerprint.ts';
import { kernelEngine, kernelVersion } from './index.ts';
import { compiledKernel } from './testing/compiled-kernel.ts';

const goldenUrl = new URL('./fingerprint.golden.json', import.meta.url);
const golden = JSON.parse(readFileSync(goldenUrl, 'utf8')) as Record<string, unknown>;

describe('the bits of weights and curves', () => {
  // Runs are identified by the two versions. If bits change on purpose, raise the version that they belong to and put
  // the new hashes into the golden file; the difference that this test prints has them.
  it('are those that kernelVersion and initialisation stand for', async () => {
    const module = compiledKernel();
    const now = { kernelVersion, initialisation, fingerprints: await fingerprints(kernelEngine(module)) };
    expect(now).toEqual(golden);
  });

  it('tell every case from every other', () => {
    const { fingerprints: stored } = golden as { fingerprints: { final: string; series: string }[] };
    expect(new Set(stored.flatMap(({ final, series }) => [final, series])).size).toBe(2 * stored.length);
  });
});
