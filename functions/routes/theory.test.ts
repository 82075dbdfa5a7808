import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensionless, finalDistance, integrate, phaseField, scalarSolution } from '../../lib/theory/index.ts';
import { ask, read, readProblem, readText } from '../testing/client.ts';
import { fieldBody, theoryBody } from './theory.ts';

const start = { h: 0.01, y: 1e-4, w: 1e-4 - Math.sqrt(1e-4 * 0.5) };
const rates = { etaH: 0.01, etaY: 0.02 };
const pair = { dx2: 1, dy2: 0.5 };
const given = `etaH=0.01&etaY=0.02&h0=0.01&w0=${start.w}&y0=0.0001`;
const curves = `/api/v1/theory?etaH=0.01&etaY=0.02&h0=0.01&until=2000&w0=${start.w}&y0=0.0001`;

describe('the theory', () => {
  it('is the library’s, to the last bit', async () => {
    const { data, meta } = await read(curves, theoryBody);
    const { h, y, w } = integrate(start, rates, pair, data.step);
    expect(data).toMatchObject({ h: Array.from(h), y: Array.from(y), w: Array.from(w) });
    expect(data.step).toHaveLength(200);
    expect([data.step[0], data.step.at(-1)]).toEqual([0, 2000]);
    expect(data.hFinal).toBe(finalDistance(start, rates, pair));
    const { richness, heightUnit, rate } = dimensionless(start, rates, pair);
    expect(data).toMatchObject({ richness, heightUnit, rate });
    expect(meta.release).toBeNull();
    expect(meta.citation).toContain('When Representations Align');
  });

  it('is the elementary solution where outputs are scalar', async () => {
    const { data } = await read(curves, theoryBody);
    const { h } = scalarSolution(start, rates, pair, data.step);
    for (const [n, value] of data.h.entries()) expect(value / h[n]!).toBeCloseTo(1, 7);
  });

  it('has the same numbers as CSV', async () => {
    const { data, links } = await read(`${curves}&points=7`, theoryBody);
    const lines = (await readText(links.csv!)).trimEnd().split('\n');
    expect(lines[0]).toBe('step,h,y,w');
    expect(lines.slice(1)).toEqual(data.step.map((step, n) => [step, data.h[n], data.y[n], data.w[n]].join(',')));
  });

  it('moves in the phase plane as the library says, and nowhere where there is no pair of maps', async () => {
    const { data } = await read(`/api/v1/theory/phase-field?${given}&count=9`, fieldBody);
    const velocity = phaseField(start, rates, pair);
    expect(data.h).toHaveLength(81);
    for (const [n, h] of data.h.entries()) {
      const at = velocity(h, data.c[n]!);
      expect([data.dh[n], data.dc[n]]).toEqual([at?.dh ?? null, at?.dc ?? null]);
    }
    expect(data.dh).toContain(null);
    expect(data.dh.filter((value) => value !== null).length).toBeGreaterThan(20);
  });

  it('has one address for all spellings of a question', async () => {
    const spelt = `/api/v1/theory?until=2e3&dx2=1.0&y0=1e-4&points=200&w0=${start.w}&h0=.01&etaY=0.020&etaH=1e-2`;
    const response = await ask(spelt, { redirect: 'manual' });
    expect(response.status).toBe(308);
    expect(response.headers.get('Location')).toBe(curves);
    expect(await response.text()).toContain(`${curves}\n`);
    expect((await ask(curves, { redirect: 'manual' })).status).toBe(200);
    expect(await read(spelt, theoryBody)).toEqual(await read(curves, theoryBody));
  });

  it('refuses what is missing, unknown or impossible, each by its name', async () => {
    const { errors } = await readProblem('/api/v1/theory?etaH=-1&etaY=0.1&h0=1&y0=1&w0=x&eta=3', 400);
    expect(errors?.map(({ parameter }) => parameter).sort()).toEqual(['eta', 'etaH', 'until', 'w0']);
    const impossible = await readProblem('/api/v1/theory?etaH=1&etaY=1&h0=1&y0=1&w0=5&until=10', 400);
    expect(impossible.errors).toMatchObject([{ parameter: 'w0', given: '5' }]);
    expect(impossible.detail).toContain('Cauchy-Schwarz');
    const flat = await readProblem('/api/v1/theory/phase-field?dy2=0&etaH=1&etaY=1&h0=1&w0=1&y0=1', 400);
    expect(flat.errors).toMatchObject([{ parameter: 'dy2' }]);
    const empty = await readProblem(`/api/v1/theory/phase-field?${given}&cFrom=2`, 400);
    expect(empty.errors).toMatchObject([{ parameter: 'cTo' }]);
  });

  it('says so where it is not solved that far', async () => {
    const far = '/api/v1/theory?dx2=1e9&dy2=1e9&etaH=1e9&etaY=1e-9&h0=1e9&w0=0&y0=0&until=1e9';
    const { type, detail } = await readProblem(far, 422);
    expect(type).toBe('/api/v1/problems/no-solution');
    expect(detail).toContain('20000 steps');
  });

  it('answers or refuses, whatever numbers it is given', async () => {
    const size = fc.double({ min: -9, max: 9, noNaN: true }).map((power) => 10 ** power);
    const some = fc.record({ etaH: size, etaY: size, dx2: size, dy2: size, h0: size, y0: size, until: size });
    await fc.assert(
      fc.asyncProperty(some, fc.double({ min: -1, max: 1, noNaN: true }), async (numbers, cosine) => {
        const w0 = numbers.y0 - cosine * Math.sqrt(numbers.y0 * numbers.dy2);
        const query = Object.entries({ ...numbers, w0, points: 3 }).map(([name, value]) => `${name}=${value}`);
        const response = await ask(`/api/v1/theory?${query.join('&')}`);
        expect([200, 400, 422]).toContain(response.status);
        if (response.status === 200) {
          const { data } = theoryBody.parse(await response.json());
          for (const values of [data.h, data.y]) expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
        } else await response.arrayBuffer();
      }),
      { numRuns: 60 },
    );
  });
});
