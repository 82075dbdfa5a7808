import { cpSync, rmSync } from 'node:fs';
import { Agent, interceptors, type Dispatcher } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startMiniflare, type RunningWorker } from '../support/miniflare.ts';
import { stateOfSite } from '../support/serve.ts';

/* A real shared cache (RFC 9111) between a crowd of readers and the Worker: undici's. A new release comes while they read. */

const requests = 5000;
const [older, newer] = ['2e2539a2d34b', '98ca0a9e7d96'];

let worker: RunningWorker;
beforeAll(async () => {
  // A database of its own, since its latest release changes.
  const state = 'tests/output/shared-cache';
  rmSync(state, { recursive: true, force: true });
  cpSync(stateOfSite, state, { recursive: true });
  worker = await startMiniflare(state, 'tests/output/worker');
});
afterAll(() => worker.stop());

/** Makes a release the latest, and waits until the Worker itself says so: an isolate remembers for some seconds. */
async function publish(release: string): Promise<void> {
  await worker.sql(`UPDATE releases SET latest = (release = '${release}')`);
  const latest = async () =>
    ((await (await fetch(`${worker.origin}/api/v1/releases`)).json()) as Pick<Listed, 'meta'>).meta.release;
  await expect.poll(latest).toBe(release);
}

/** A generator with a fixed seed: the crowd is the same every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

/** A cache in front of the Worker, which counts what comes through to it. */
function cacheBeforeWorker() {
  const reached: string[] = [];
  const count: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
    reached.push(options.path);
    return dispatch(options, handler);
  };
  const agent = new Agent().compose(count, interceptors.cache({ type: 'shared' }));
  const ask = async (path: string): Promise<{ readonly status: number; readonly body: string }> => {
    const { statusCode, headers, body } = await agent.request({ origin: worker.origin, path, method: 'GET' });
    const text = await body.text();
    return statusCode === 308 ? ask(String(headers.location)) : { status: statusCode, body: text };
  };
  return { ask, reached, close: () => agent.close() };
}

interface Listed {
  readonly meta: { readonly release: string };
  readonly data: readonly { readonly id: string }[];
}

const names = (path: string) => path.includes('/releases/') || path.includes('@');

/** What readers ask: figures, lists in many spellings, runs, curves, documents; of the latest release and of one by its name. */
async function questions(): Promise<readonly string[]> {
  const ids = async (release: string, filter: string) => {
    const address = `${worker.origin}/api/v1/releases/${release}/runs?${filter}&fields=id&limit=1000`;
    return ((await (await fetch(address)).json()) as Listed).data.map(({ id }) => id);
  };
  // Runs that both releases hold, so that there is an answer whichever is the latest.
  const shared: string[] = [];
  const all = await ids(older, 'engine=kernel');
  for (let at = 0; at < all.length; at += 80)
    shared.push(...(await ids(newer, `id__in=${all.slice(at, at + 80).join(',')}`)));
  const pinned = `/api/v1/releases/${newer}`;
  const gains = [0.6, 0.9, 1, 1.1, 1.2];
  return [
    ...['/api/v1/runs', '/api/v1/releases', '/api/v1/experiments', '/api/v1/dictionary.json', '/api/v1/openapi.json'],
    ...[pinned, '/api/v1/figures', '/api/v1/settings'],
    ...gains.flatMap((gain) => [
      ...[`/api/v1/runs?gain=${gain}&sort=-gain`, `/api/v1/runs?sort=-gain&gain=${gain}0&limit=100`],
      ...[`/api/v1/runs.csv?gain__gte=${gain}&sort=gain`, `${pinned}/aggregate?group_by=seed&of=etaH&gain=${gain}`],
    ]),
    ...shared.flatMap((id) => [`${pinned}/runs/${id}`, `/api/v1/runs/${id}`, `${pinned}/runs/${id}/trajectory`]),
    ...['svg', 'csv', 'json'].flatMap((form) => [`/figures/two-points.${form}`, `/figures/rates@${newer}.${form}?v=1`]),
    '/api/v1/theory?etaH=0.01&etaY=0.02&h0=0.01&until=2000&w0=-0.00697&y0=0.0001',
  ];
}

describe('a shared cache in front of the Worker', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('answers all but a hundredth of what was asked before, and nothing of an old release once it has seen a new one', async () => {
    await publish(older);
    const { ask, reached, close } = cacheBeforeWorker();
    try {
      const all = await questions();
      const random = numbers(7);
      /** What each address answers, until a new release may change it. */
      const known = new Map<string, string>();
      let repeats = 0;
      let missed = 0;
      const replay = async (count: number) => {
        for (let n = 0; n < count; n++) {
          // Some are asked often, most seldom.
          const path = all[Math.floor(all.length * random() ** 2)]!;
          const before = reached.length;
          const { status, body } = await ask(path);
          expect(status, path).toBe(200);
          const wanted = known.get(path);
          if (wanted !== undefined) {
            repeats++;
            if (reached.length > before) missed++;
          }
          expect(body, path).toBe(wanted ?? body);
          known.set(path, body);
        }
      };
      await replay(requests / 2);
      expect(known.size).toBeGreaterThan(100);

      await publish(newer);
      const old = new Map(known);
      const latest = [...known.keys()].filter((path) => !names(path));
      // Within its five minutes the cache need not know; then it asks anew, while it gives the old answer once (RFC 5861).
      vi.setSystemTime(Date.now() + 301_000);
      for (const path of latest) await ask(path);
      for (const path of latest) {
        const fresh = await (await fetch(worker.origin + path)).text();
        await expect.poll(async () => (await ask(path)).body, { message: path }).toBe(fresh);
        known.set(path, fresh);
      }
      const changed = latest.filter((path) => known.get(path) !== old.get(path));
      expect(changed.length).toBeGreaterThan(30);

      // Whatever is asked from here on is of the new release, or of the one that its address names.
      await replay(requests / 2);
      expect(repeats).toBeGreaterThan(4000);
      expect(missed / repeats).toBeLessThanOrEqual(0.01);
      // Who was away longer than old answers may be given at all gets none.
      await publish(older);
      vi.setSystemTime(Date.now() + 86_400_000 + 301_000);
      for (const path of changed.slice(0, 10)) expect((await ask(path)).body, path).toBe(old.get(path));
      const pinned = [...known.keys()].filter(names).slice(0, 20);
      const before = reached.length;
      for (const path of pinned) expect((await ask(path)).body).toBe(known.get(path));
      expect(reached.length).toBe(before);
    } finally {
      await close();
    }
  }, 300_000);
});
