import { expect, it } from 'vitest';
import golden from '../../lib/training/kernel/fingerprint.golden.json' with { type: 'json' };
import { bitsIn } from '../engines/bits.ts';
import { chromium } from '../engines/chromium.ts';

// Other engines, which not every machine has: `npm run test:engines`.
it('gives the same bits in Chromium as in Node: initial weights, series and final weights of every case', async () => {
  const browser = await chromium();
  try {
    expect(await bitsIn(browser)).toEqual(golden.fingerprints);
  } finally {
    await browser.close();
  }
});
