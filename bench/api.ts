/**
 * Speed of the API on Miniflare (not `wrangler dev`, whose proxy is slower than the Worker): `npm run bench:api`. Of a static
 * asset, a 304, a filtered page, a run with its trajectory, a curve of the theory and a fit, one after the other on one server:
 * requests per second of several clients, the latency that one client sees who is alone, and what the runtime computes for a
 * request; then a mix of all for `--minutes` (default 1; 10 for the record) with the memory of the runtime.
 * Goals: a filtered page at half the asset's rate at least; theory p50 5 ms and fit of 300 points p50 30 ms at most.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Pool, type Dispatcher } from 'undici';
import { integrate } from '../lib/theory/index.ts';
import { startMiniflare } from '../tests/support/miniflare.ts';
import { median, printReport, storeReport, summary, type BenchRow } from './report.ts';
import { withMeasured } from './scale.ts';

const state = (process.env.STATE_DIR ??= '.cache/bench-state');
const { prepareDatabase } = await import('../functions/local/database.mjs');
const { buildKernel, buildSite } = await import('../functions/local/build.mjs');

const seconds = 6;
const together = 8;
const minutes = Number(process.argv[process.argv.indexOf('--minutes') + 1] ?? 1) || 1;

/** What Linux says of the runtimes that this process has started: their resident memory, MB, and the time of a core, ms. */
function runtimeUse(): { readonly megabytes: number; readonly cpu: number } {
  const read = (pid: string, name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8');
  const mine = readdirSync('/proc').flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid)) return [];
      const status = read(pid, 'status');
      if (!status.startsWith('Name:\tworkerd') || !status.includes(`PPid:\t${process.pid}\n`)) return [];
      // proc_pid_stat(5): utime and stime are the 12th and 13th after the name, in hundredths of a second.
      const times = read(pid, 'stat').split(') ')[1]!.split(' ').slice(11, 13).map(Number);
      return [{ kilobytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0), ticks: times[0]! + times[1]! }];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
  const sum = (of: (each: (typeof mine)[number]) => number) => mine.reduce((all, each) => all + of(each), 0);
  return { megabytes: sum(({ kilobytes }) => kilobytes) / 1024, cpu: sum(({ ticks }) => ticks) * 10 };
}

type Asked = Pick<Dispatcher.RequestOptions, 'path' | 'method' | 'headers' | 'body'>;

const get = (path: string, headers: Record<string, string> = {}): Asked => ({ path, method: 'GET', headers });

/** Questions that are alike, one of which is asked at a time. */
type Question = () => Asked;

/** What is asked, by name. */
async function questions(pool: Pool): Promise<Readonly<Record<string, Question>>> {
  const first = await pool.request(get('/api/v1/runs?experiment=two-points&sort=sweep,group&fields=id&limit=1'));
  const { data, meta } = (await first.body.json()) as { data: { id: string }[]; meta: { release: string } };
  const run = `/api/v1/releases/${meta.release}/runs/${data[0]!.id}/trajectory`;
  const seen = await pool.request(get(run));
  await seen.body.dump();
  const step = Array.from({ length: 300 }, (_, n) => 10 * n);
  const rates = { etaH: 0.004, etaY: 0.02 };
  const curves = integrate({ h: 0.002, y: 1e-5, w: -1e-3 }, rates, { dx2: 1, dy2: 0.5 }, step);
  // Half a per cent of ripple, so that there is something left to fit.
  const rippled = (values: Float64Array) => Array.from(values, (value, n) => value * (1 + 0.005 * Math.sin(3 * n)));
  const own = { step, h: rippled(curves.h), y: rippled(curves.y), w: rippled(curves.w), dx2: 1, dy2: 0.5 };
  const page = 'sort=gain,seed&fields=id,gain,seed,etaH,etaY';
  let asked = 0;
  return {
    'static asset': () => get('/icon.svg'),
    '304': () => get(run, { 'If-None-Match': String(seen.headers.etag) }),
    'filtered page': () => get(`/api/v1/runs?activation=tanh&${page}`),
    // All of them have the same runs, but nobody can know that.
    'filtered page, each another': () => get(`/api/v1/runs?activation=tanh&gain__gt=${asked++ * 1e-9}&${page}`),
    'run with trajectory': () => get(run),
    'theory curve': () => get('/api/v1/theory?etaH=0.01&etaY=0.02&h0=0.01&until=2000&w0=-0.00697&y0=0.0001'),
    'fit of 300 points': () => ({
      ...{ path: '/api/v1/fit', method: 'POST', body: JSON.stringify(own) },
      headers: { 'Content-Type': 'application/json' },
    }),
  };
}

/** Asks for some seconds, some at a time, and returns the latencies in ms. @throws Error at the first failure. */
async function load(pool: Pool, choose: Question, duration: number, clients = together): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + duration * 1000;
  const worker = async () => {
    while (performance.now() < end) {
      const asked = choose();
      const start = performance.now();
      const { statusCode, body } = await pool.request(asked);
      await body.dump({ limit: 1e9 });
      // A redirect would not be the answer either.
      if (statusCode >= 400 || statusCode === 308) throw new Error(`${asked.path} answered ${statusCode}.`);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, worker));
  return times;
}

const percentile = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))]!;

const rows: BenchRow[] = [];
await buildKernel();
await buildSite();
await prepareDatabase();
const worker = await startMiniflare(state, '.cache/bench-worker');
const pool = new Pool(worker.origin, { connections: together });
try {
  const asked = await questions(pool);
  for (const [name, question] of Object.entries(asked)) {
    await load(pool, question, 1);
    const before = runtimeUse().cpu;
    const many = await load(pool, question, seconds);
    rows.push({ metric: `api/${name}/rate`, value: many.length / seconds, unit: 'requests/s' });
    rows.push({ metric: `api/${name}/computed`, value: (runtimeUse().cpu - before) / many.length, unit: 'ms' });
    rows.push({ metric: `api/${name}/p50 of ${together} clients`, value: median(many), unit: 'ms' });
    rows.push({ metric: `api/${name}/p99 of ${together} clients`, value: percentile(many, 0.99), unit: 'ms' });
    const one = await load(pool, question, seconds / 2, 1);
    rows.push({ metric: `api/${name}/p50`, value: median(one), unit: 'ms' });
    rows.push({ metric: `api/${name}/p99`, value: percentile(one, 0.99), unit: 'ms' });
  }
  const valueOf = (metric: string) => rows.find((row) => row.metric === `api/${metric}`)!.value;
  for (const name of ['filtered page', 'filtered page, each another'])
    rows.push({
      ...{ metric: `api/${name}/rate over that of the asset`, unit: '1' },
      value: valueOf(`${name}/rate`) / valueOf('static asset/rate'),
    });
  const mix = Object.values(asked);
  const memory: number[] = [];
  let count = 0;
  for (let minute = 0; minute < minutes; minute++) {
    count += (await load(pool, () => mix[Math.floor(Math.random() * mix.length)]!(), 60)).length;
    memory.push(runtimeUse().megabytes);
  }
  rows.push({ metric: `api/mix of ${minutes} min/requests, none failed`, value: count, unit: 'requests' });
  rows.push({ metric: 'api/mix/memory after each minute', unit: 'MB', ...summary(memory) });
  rows.push({ metric: 'api/mix/memory after the first minute', value: memory[0]!, unit: 'MB' });
  rows.push({ metric: 'api/mix/memory at the end', value: memory.at(-1)!, unit: 'MB' });
} finally {
  await pool.close();
  await worker.stop();
}
const notes = {
  clients: `${together} at a time over keep-alive connections, on the machine that also serves; p50 and p99 are of one alone`,
  computed: 'time of a core that the runtime took for a request, Miniflare and its D1 included',
  'filtered page': '100 runs, 5 columns; the same page again and again, and pages that nobody has asked before',
  theory: '200 points of a solution, no database',
  fit: '300 points with 0.5 % of ripple, JSON in and out',
};
printReport('api', rows, notes);
const report = storeReport('api', rows, notes);
const document = new URL('../docs/scale.md', import.meta.url);
writeFileSync(document, withMeasured(readFileSync(document, 'utf8'), report));
