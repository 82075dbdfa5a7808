/**
 * Pages as a reader's browser meets them: Lighthouse (simulated phone and desktop) and axe in headless Chromium, through an
 * edge that compresses as the platform's does. Values are medians of three runs, since a busy machine disturbs them.
 */
import { gzipSync } from 'node:zlib';
import lighthouse, { desktopConfig, type Config, type Result } from 'lighthouse';
import type { Browser } from 'playwright-core';
import { violationsOf } from '../tests/support/accessibility.ts';
import { launchBrowser } from '../tests/support/browser.ts';
import { freePort } from '../tests/support/free-port.ts';
import { startSite } from '../tests/support/site.ts';
import { startEdge } from './edge.ts';
import { printReport, storeReport, summary, type BenchRow } from './report.ts';

const pages = { article: '/', figure: '/figures/phase-portrait' } as const;
const devices: Readonly<Record<string, Config | undefined>> = { phone: undefined, desktop: desktopConfig };
const runs = Number(process.argv[2] ?? 3);

/** What of Lighthouse's audits is reported, with the unit that it has there. */
const audits = {
  'first-contentful-paint': ['fcp-ms', 'ms', 1],
  'largest-contentful-paint': ['lcp-ms', 'ms', 1],
  'total-blocking-time': ['tbt-ms', 'ms', 1],
  'cumulative-layout-shift': ['cls', '1', 1],
  'total-byte-weight': ['transferred-kb', 'kB', 1e-3],
} as const;

interface Request {
  readonly url: string;
  readonly resourceType?: string;
}

/** Size (kB) of a page's scripts, each compressed by gzip, however the edge compresses them. */
async function scriptSize({ audits: { 'network-requests': requests } }: Result): Promise<number> {
  const items = (requests?.details as { items?: Request[] } | undefined)?.items ?? [];
  const urls = new Set(items.filter(({ resourceType }) => resourceType === 'Script').map(({ url }) => url));
  const sizes = await Promise.all(
    [...urls].map(async (url) => gzipSync(await (await fetch(url)).arrayBuffer()).length / 1000),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What is not perfect, for the notes. */
function faults({ categories, audits: all }: Result): string[] {
  return Object.values(categories)
    .filter(({ id }) => id !== 'performance')
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && (all[id]?.score ?? 1) < 1)
    .map(({ id }) => id);
}

interface Measured {
  readonly rows: readonly BenchRow[];
  readonly faults: readonly string[];
}

async function measure(url: string, prefix: string, device: string, port: number): Promise<Measured> {
  const results: Result[] = [];
  let again = 2;
  while (results.length < runs) {
    const outcome = await lighthouse(url, { port, logLevel: 'error' }, devices[device]);
    if (!outcome) throw new Error(`Lighthouse gave nothing for ${url}.`);
    const { runtimeError } = outcome.lhr;
    if (!runtimeError) results.push(outcome.lhr);
    // A trace without its beginning says nothing of the page.
    else if (runtimeError.code !== 'NO_NAVSTART' || again-- === 0) {
      throw new Error(`Lighthouse on ${url}: ${runtimeError.message}`);
    }
  }
  const row = (metric: string, unit: string, values: readonly number[]): BenchRow => ({
    metric: `${prefix}/${metric}`,
    unit,
    ...summary(values),
  });
  const rows = [
    ...Object.keys(results[0]!.categories).map((id) =>
      row(
        id,
        '%',
        results.map(({ categories }) => Math.round(100 * (categories[id]?.score ?? 0))),
      ),
    ),
    ...Object.entries(audits).map(([id, [metric, unit, factor]]) =>
      row(
        metric,
        unit,
        results.map((result) => (result.audits[id]?.numericValue ?? NaN) * factor),
      ),
    ),
    row('script-gzip-kb', 'kB', await Promise.all(results.map(scriptSize))),
  ];
  return { rows, faults: [...new Set(results.flatMap(faults))] };
}

async function axeViolations(browser: Browser, url: string): Promise<number> {
  let count = 0;
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(url);
    count += (await violationsOf(page)).length;
    await context.close();
  }
  return count;
}

const rows: BenchRow[] = [];
const notes: Record<string, string> = {
  pages: Object.entries(pages)
    .map(([name, path]) => `${name}: ${path}`)
    .join(', '),
  phone: 'Lighthouse’s simulated phone: 4 times slower processor, 1.6 Mbit/s, 150 ms round trip',
  desktop: 'Lighthouse’s desktop: 10 Mbit/s, 40 ms round trip',
  worst: 'page/lighthouse/performance and the like: the worst of these pages and devices',
};
const site = await startSite('.cache/bench/pages');
const edge = await startEdge(site.origin);
const port = await freePort();
const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
try {
  for (const [name, path] of Object.entries(pages)) {
    for (const device of Object.keys(devices)) {
      const prefix = `page/lighthouse/${name}/${device}`;
      const measured = await measure(edge.origin + path, prefix, device, port);
      rows.push(...measured.rows);
      if (measured.faults.length > 0) notes[prefix] = `not perfect: ${measured.faults.join(', ')}`;
    }
    rows.push({
      metric: `page/axe-violations/${name}`,
      unit: '1',
      value: await axeViolations(browser, edge.origin + path),
    });
  }
} finally {
  await browser.close();
  edge.stop();
  await site.stop();
}

/** The worst of the rows whose metric ends in that. */
function worst(metric: string, end: RegExp, of: (...values: number[]) => number): BenchRow {
  const found = rows.filter((row) => end.test(row.metric));
  return { metric, unit: found[0]!.unit, value: of(...found.map(({ value }) => value)) };
}
const { min, max } = Math;
const overall = [
  ...['performance', 'accessibility', 'best-practices', 'seo'].map((category) =>
    worst(`page/lighthouse/${category}`, new RegExp(`/${category}$`), min),
  ),
  worst('page/lcp-phone-ms', /\/phone\/lcp-ms$/, max),
  worst('page/cls', /\/cls$/, max),
  worst('page/tbt-ms', /\/tbt-ms$/, max),
  worst('page/script-gzip-kb', /\/script-gzip-kb$/, max),
  worst('page/transferred-kb', /\/transferred-kb$/, max),
  worst('page/axe-violations', /^page\/axe-violations\//, max),
];
printReport('pages', [...overall, ...rows], notes);
storeReport('pages', [...overall, ...rows], notes);
