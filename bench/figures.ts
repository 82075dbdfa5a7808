/**
 * Times of the figures' pictures, in Node and in the Worker (Miniflare), the size of the Worker, and what 200 PNGs at once do to
 * its memory: `node bench/figures.ts`. Targets: SVG p50 20 ms, PNG p50 80 ms, warm; 128 MB.
 *
 * Node: drawing alone, from a table at hand, in CPU time, which other work on the machine changes least. Worker: whole requests
 * over HTTP one after the other, of states and widths that the build has not drawn, in wall time.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { draw } from '../lib/figures/files/drawing.ts';
import { rasterise } from '../lib/figures/files/raster.ts';
import { figureOf } from '../lib/figures/code.ts';
import { figureIds } from '../lib/figures/index.ts';
import { DataUnavailable } from '../lib/figures/source.ts';
import { freePort } from '../tests/support/free-port.ts';
import { startSite } from '../tests/support/site.ts';
import { buildRasteriser } from '../site/build/rasteriser.ts';
import { buildSource } from '../site/build/source.ts';
import { isolateMemory } from './isolate-memory.ts';
import { printReport, storeReport, summary, type BenchRow } from './report.ts';

const repetitions = 31;
/** Calls before time is taken: V8 has compiled what is called often by then. */
const warming = 30;
const together = 200;
/** Megabytes of V8's heap. */
const heapLimit = 64;
const view = { theme: 'light', px: 900, scale: 2 } as const;
const rows: BenchRow[] = [];

/** Milliseconds of CPU that each of some calls took, after warming up. */
function cpuTimes(work: () => unknown): number[] {
  for (let n = 0; n < warming; n++) work();
  return Array.from({ length: repetitions }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
}

async function inNode(): Promise<void> {
  const rasteriser = await buildRasteriser();
  for (const id of figureIds) {
    const figure = await figureOf(id);
    try {
      const table = await figure.load(figure.state.parse({}), await buildSource());
      const drawing = draw(figure, table, view);
      const svg = cpuTimes(() => draw(figure, table, view));
      const png = cpuTimes(() => rasterise(rasteriser, drawing, view.scale));
      rows.push({ metric: `figures/node/${id}/svg`, unit: 'ms', ...summary(svg) });
      rows.push({ metric: `figures/node/${id}/png`, unit: 'ms', ...summary(png) });
    } catch (error) {
      if (!(error instanceof DataUnavailable)) throw error;
    }
  }
}

/** The Worker's program as it would be deployed. */
function bundle(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  const build = spawn('wrangler', ['deploy', '--dry-run', `--outdir=${folder}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    build.once('error', reject);
    build.once('exit', (code) => {
      if (code !== 0) {
        reject(new Error(`wrangler deploy --dry-run ended with ${code}.`));
        return;
      }
      const files = readdirSync(folder).filter((name) => !/\.(map|md)$/.test(name));
      const bytes = files.map((name) => statSync(join(folder, name)).size);
      const zipped = files.map((name) => gzipSync(readFileSync(join(folder, name))).length);
      const sum = (sizes: number[]) => sizes.reduce((a, b) => a + b, 0) / 1e6;
      rows.push({ metric: 'figures/worker/bundle', value: sum(bytes), unit: 'MB' });
      rows.push({ metric: 'figures/worker/bundle gzipped', value: sum(zipped), unit: 'MB' });
      rmSync(folder, { recursive: true });
      resolve();
    });
  });
}

async function fetchWhole(address: string): Promise<void> {
  const response = await fetch(address, { redirect: 'error' });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
}

async function inWorker(): Promise<void> {
  const site = await startSite('.cache/bench/figures');
  try {
    for (const format of ['svg', 'png'] as const) {
      const times: number[] = [];
      for (let n = -warming; n < repetitions; n++) {
        const start = performance.now();
        // Another width each time: never what the build has drawn.
        await fetchWhole(`${site.origin}/figures/two-points.${format}?v=1&px=${860 - n}`);
        if (n >= 0) times.push(performance.now() - start);
      }
      rows.push({ metric: `figures/worker/two-points/${format}`, unit: 'ms', ...summary(times) });
    }
  } finally {
    await site.stop();
  }
}

/**
 * What many pictures at once do to the isolate's memory. Nothing limits the heap here as the platform does, so V8 would leave
 * its garbage lying; it is told a limit, which leaves half of the platform's 128 MB for buffers and WebAssembly.
 */
async function memoryInWorker(): Promise<void> {
  const inspector = await freePort();
  const site = await startSite('.cache/bench/figures', {
    INSPECTOR_PORT: String(inspector),
    MINIFLARE_WORKERD_V8_FLAGS: `--max-heap-size=${heapLimit}`,
  });
  try {
    for (let n = 0; n < warming; n++) await fetchWhole(`${site.origin}/figures/two-points.png?v=1&px=${860 - n}`);
    const memory = await isolateMemory(inspector);
    const before = await memory.read();
    let peak = before;
    const ended = new AbortController();
    const watching = (async () => {
      while (!ended.signal.aborted) peak = Math.max(peak, await memory.read());
    })();
    await Promise.all(
      Array.from({ length: together }, (_, n) => fetchWhole(`${site.origin}/figures/two-points.png?v=1&px=${600 + n}`)),
    );
    ended.abort();
    await watching;
    memory.close();
    rows.push({ metric: 'figures/worker/isolate before', value: before, unit: 'MB' });
    rows.push({ metric: `figures/worker/isolate at ${together} PNGs`, value: peak, unit: 'MB' });
  } finally {
    await site.stop();
  }
}

await inNode();
await inWorker();
await memoryInWorker();
// Last: the server has built what the bundle takes in.
await bundle();
const notes = {
  node: 'CPU time of drawing alone, 900 px, PNG at two pixels to the CSS pixel',
  worker: 'wall time of whole requests, among them the look into the database',
  isolate: `objects, array buffers and WebAssembly memories of the Worker, its heap limited to ${heapLimit} MB; largest of what was seen between its answers`,
};
printReport('figures', rows, notes);
storeReport('figures', rows, notes);
