import { Agent, interceptors, type Dispatcher } from 'undici';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';

/* A real shared cache (RFC 9111) between a crowd of readers and the Worker: undici's. */

const origin = inject('origin');
const requests = 5000;

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
    const { statusCode, headers, body } = await agent.request({ origin, path, method: 'GET' });
    const text = await body.text();
    return statusCode === 308 ? ask(String(headers.location)) : { status: statusCode, body: text };
  };
  return { ask, reached, close: () => agent.close() };
}

interface Listed {
  readonly meta: { readonly release: string };
  readonly data: readonly { readonly id: string }[];
}

/** What readers ask: pages of the article’s figures, lists in many spellings, runs, curves, documents. */
async function questions(): Promise<readonly string[]> {
  const list = (await (await fetch(`${origin}/api/v1/runs?limit=60&fields=id`)).json()) as Listed;
  const pinned = `/api/v1/releases/${list.meta.release}`;
  const gains = [0.6, 0.9, 1, 1.1, 1.2];
  return [
    ...[
      '/api/v1/runs',
      '/api/v1/releases',
      '/api/v1/experiments',
      '/api/v1/dictionary.json',
      '/api/v1/openapi.json',
      pinned,
    ],
    ...gains.flatMap((gain) => [
      ...[`/api/v1/runs?gain=${gain}&sort=-gain`, `/api/v1/runs?sort=-gain&gain=${gain}0&limit=100`],
      ...[`/api/v1/runs.csv?gain__gte=${gain}&sort=gain`, `${pinned}/aggregate?group_by=seed&of=etaH&gain=${gain}`],
    ]),
    ...list.data.flatMap(({ id }) => [`${pinned}/runs/${id}`, `/api/v1/runs/${id}`, `${pinned}/runs/${id}/trajectory`]),
    ...['svg', 'csv', 'json'].flatMap((form) => [
      `/figures/rates.${form}?v=1`,
      `/figures/rates@${list.meta.release}.${form}?v=1`,
    ]),
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

  it('answers all but a hundredth of what was asked before, and asks anew for the latest after five minutes', async () => {
    const { ask, reached, close } = cacheBeforeWorker();
    try {
      const all = await questions();
      const random = numbers(7);
      const first = new Map<string, string>();
      let repeats = 0;
      let missed = 0;
      for (let n = 0; n < requests; n++) {
        // Some are asked often, most seldom.
        const path = all[Math.floor(all.length * random() ** 2)]!;
        const before = reached.length;
        const { status, body } = await ask(path);
        expect(status, path).toBe(200);
        const known = first.get(path);
        if (known === undefined) first.set(path, body);
        else {
          repeats++;
          if (reached.length > before) missed++;
          expect(body).toBe(known);
        }
      }
      expect(first.size).toBeGreaterThan(150);
      expect(repeats).toBeGreaterThan(4000);
      expect(missed / repeats).toBeLessThanOrEqual(0.01);

      vi.setSystemTime(Date.now() + 301_000);
      for (const [path, wanted] of [
        ['/api/v1/runs?gain=1', true],
        ['/api/v1/releases', true],
      ] as const) {
        await ask(path);
        const before = reached.length;
        vi.setSystemTime(Date.now() + 301_000);
        await ask(path);
        expect(reached.length > before, path).toBe(wanted);
      }
      const pinned = [...first.keys()].filter((path) => path.includes('/releases/') && !path.includes('aggregate'));
      const before = reached.length;
      for (const path of pinned.slice(0, 20)) expect((await ask(path)).body).toBe(first.get(path));
      expect(reached.length).toBe(before);
    } finally {
      await close();
    }
  }, 300_000);
});
