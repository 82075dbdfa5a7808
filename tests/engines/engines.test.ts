import { afterAll, describe, expect, inject, it } from 'vitest';
import golden from '../../lib/training/kernel/fingerprint.golden.json' with { type: 'json' };
import { fingerprints } from '../../lib/training/kernel/fingerprint.ts';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import { compiledKernel } from '../../lib/training/kernel/testing/compiled-kernel.ts';
import { bitsIn } from './bits.ts';
import type { EngineBrowser } from './browser.ts';
import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';
import { liveFigureIn, type Shown } from './live-figure.ts';
import { webkit } from './webkit.ts';

/** Starts each of the browsers; rejects with how to get it if it is not there. */
const browsers = { Chromium: chromium, Firefox: firefox, WebKit: webkit };
type Name = keyof typeof browsers;
const names = Object.keys(browsers) as Name[];

/** Those that the command was told to do without. */
const leftOut = new Set((process.env.LEFT_OUT_ENGINES ?? '').split(','));

/** Calls `make` at most once. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

it(`gives the golden bits in Node ${process.versions.node}`, async () => {
  expect(await fingerprints(kernelEngine(compiledKernel()))).toEqual(golden.fingerprints);
});

const running: EngineBrowser[] = [];
const started = Object.fromEntries(
  Object.entries(browsers).map(([name, start]) => [
    name,
    // When a test first wants it, so that one that cannot start fails the tests that it is for.
    once(async () => {
      const browser = await start();
      running.push(browser);
      console.log(`${name} ${browser.version}`);
      return browser;
    }),
  ]),
) as Record<Name, () => Promise<EngineBrowser>>;
afterAll(async () => {
  await Promise.all(running.map((browser) => browser.close()));
});

/** Why a test is not made. */
const without = (...needed: Name[]): string =>
  needed
    .filter((name) => leftOut.has(name))
    .map((name) => `${name} is missing`)
    .join(', ');

it.for(names)(
  'gives the golden bits in %s: initial weights, series and final weights of every case',
  async (name, { skip }) => {
    skip(without(name) !== '', without(name));
    expect(await bitsIn(await started[name]())).toEqual(golden.fingerprints);
  },
);

describe('the live figure', () => {
  const shown = Object.fromEntries(
    names.map((name) => [name, once(async () => liveFigureIn(await started[name](), inject('origin')))]),
  ) as Record<Name, () => Promise<Shown>>;

  it.for(names)('trains on the kernel in %s, and tabulates what it shows', async (name, { skip }) => {
    skip(without(name) !== '', without(name));
    const { engine, run, columns, rows } = await shown[name]();
    expect(engine).toBe('kernel');
    expect(run).toMatch(/^[0-9a-f]{20}$/);
    expect(columns).toEqual(expect.arrayContaining(['step', 'h', 'y', 'w', 'loss', 'hTheory']));
    expect(rows.length).toBeGreaterThan(100);
  });

  it.for(names.filter((name) => name !== 'Chromium'))(
    'shows in %s what it does in Chromium',
    async (name, { skip }) => {
      const lacking = without('Chromium', name);
      skip(lacking !== '', lacking);
      expect(await shown[name]()).toEqual(await shown.Chromium());
    },
  );
});
