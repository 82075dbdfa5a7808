import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { app } from './app.ts';
import { problemSchema } from './problems/problem.ts';
import { bindings, document, holdToDocument, read, seeded } from './testing/client.ts';
import { addressOf, anyRequest, nasty, type Asked } from './testing/requests.ts';
import { runsBody } from './routes/runs.ts';

/** How many requests are made: some in `npm test`, 100,000 by `npm run fuzz`. */
const requests = Number(bindings.FUZZ_REQUESTS);
const atOnce = 20;

let asked = 0;
const seen = new Map<number, number>();

async function ask(address: string, init?: RequestInit): Promise<Response> {
  asked++;
  return app.request(address, init, bindings);
}

/** Headers that say what an answer is. */
const identity = ['ETag', 'Content-Type', 'Cache-Control', 'Link', 'Location', 'Access-Control-Allow-Origin'];
const headersOf = ({ headers }: Response) => identity.map((name) => headers.get(name));

/** Asks once, and holds the answer to what every answer must be. */
async function check(request: Asked): Promise<void> {
  const address = addressOf(request);
  const response = await ask(address);
  const { status } = response;
  seen.set(status, (seen.get(status) ?? 0) + 1);
  // The router may take a hostile path for that of another address; that it answers by its document is all that is asked.
  const documented = document.paths[request.template]!.get!.responses;
  expect(status, address).toBeLessThan(500);
  if (status !== 404) expect(Object.keys(documented), `${address} answers ${status}`).toContain(String(status));
  if (status >= 400) {
    expect(response.headers.get('Content-Type'), address).toBe('application/problem+json');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const problem = problemSchema.parse(await response.clone().json());
    expect(problem.status).toBe(status);
    if (problem.type.endsWith('/invalid-parameters')) expect(problem.errors!.length).toBeGreaterThan(0);
  }
  if (status === 308 && asked % 3 === 0) {
    const led = await ask(response.headers.get('Location')!);
    await led.arrayBuffer();
    expect(led.status, `${address} leads on and on`).not.toBe(308);
    expect(led.status).toBeLessThan(500);
  }
  if (asked % 8 === 0) await checkTwins(request, response);
  if (asked % 16 === 0 && status === 200) await holdToDocument(request.path, response, 'get');
  else await response.body?.cancel();
}

/** The same by HEAD and in another order is the same. */
async function checkTwins(request: Asked, response: Response): Promise<void> {
  const head = await ask(addressOf(request), { method: 'HEAD' });
  expect([head.status, headersOf(head)], addressOf(request)).toEqual([response.status, headersOf(response)]);
  expect((await head.arrayBuffer()).byteLength).toBe(0);
  const turned = await ask(addressOf(request, [...request.query].reverse()));
  await turned.body?.cancel();
  const names = request.query.map(([name]) => name);
  // Given twice, the two values are told in their order.
  if (new Set(names).size < names.length) return;
  expect(await settled(turned), addressOf(request)).toBe(await settled(response));
}

/** The status at which a question ends, once it has been led to its own address. */
async function settled(response: Response): Promise<number> {
  if (response.status !== 308) return response.status;
  const led = await ask(response.headers.get('Location')!);
  await led.body?.cancel();
  return led.status;
}

describe('the API, asked anything that its document lets one think of', () => {
  it('answers, leads to the answer, or says what is wrong', async () => {
    const numRuns = Math.ceil(requests / atOnce / 1.4);
    await fc.assert(
      fc.asyncProperty(fc.array(anyRequest, { minLength: atOnce, maxLength: atOnce }), async (batch) => {
        await Promise.all(batch.map(check));
      }),
      { numRuns },
    );
    while (asked < requests) await Promise.all(fc.sample(anyRequest, atOnce).map(check));
    expect(asked).toBeGreaterThanOrEqual(requests);
    // It has been everywhere: a test that is refused at the door proves nothing.
    for (const status of [200, 308, 400, 404])
      expect(seen.get(status), `answers of ${status}`).toBeGreaterThan(requests / 200);
  }, 3_600_000);

  it('is the same afterwards', async () => {
    const { meta } = await read('/api/v1/runs?limit=1&total=true', runsBody);
    expect(meta.total).toBe(seeded.runs.latest.length);
  });

  it('reads or refuses whatever is sent to be fitted', async () => {
    const body = fc.oneof(
      nasty,
      fc.json(),
      fc.string(),
      fc.constant('step,h,y,w\n').chain((head) => fc.string().map((text) => head + text)),
    );
    const type = fc.constantFrom(
      'application/json',
      'text/csv',
      'text/tab-separated-values',
      'text/html',
      'application/JSON; x=1',
    );
    await fc.assert(
      fc.asyncProperty(body, type, nasty, async (text, contentType, value) => {
        const address = `/api/v1/fit?dx2=1&dy2=${encodeURIComponent(value)}`;
        const headers = { 'Content-Type': contentType };
        const response = await app.request(address, { method: 'POST', body: text, headers }, bindings);
        expect([200, 400, 415]).toContain(response.status);
        await holdToDocument('/api/v1/fit', response, 'post');
      }),
      { numRuns: 200 },
    );
  });
});
