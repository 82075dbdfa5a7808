import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../lib/figures/two-points/describe.ts';
import { restoreRun } from '../../lib/results/released-run.ts';
import { compareCurves } from '../../lib/experiments/two-points/compare.ts';
import { integrate } from '../../lib/theory/index.ts';
import { ask, read, readProblem, seeded } from '../testing/client.ts';
import { fitBody } from './fit.ts';

const post = (body: BodyInit, type = 'application/json'): RequestInit => ({
  ...{ method: 'POST', body, headers: { 'Content-Type': type } },
});
const fitted = seeded.runs.latest.find(({ row }) => row.experiment === 'two-points' && row.physical === true)!;
const { record } = restoreRun(fitted, 'two-points');
const { series } = record;
const { dx2, dy2 } = record.parameters;
const csvOf = (names: readonly ('step' | 'h' | 'y' | 'w' | 'loss')[]) =>
  [names.join(','), ...series.step.map((_, n) => names.map((name) => series[name][n]).join(','))].join('\n');

describe('a fit of a run that is sent', () => {
  it('is the fit of our own runs, to the last bit', async () => {
    const { data } = await read('/api/v1/fit', fitBody, post(JSON.stringify({ ...series, dx2, dy2 })));
    const expected = compareCurves(series, { dx2, dy2 });
    expect(data.comparison).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(data.verdict).toBe(verdictOf({ series, ...expected }).verdict);
    expect(data.words).toContain('The theory with η_h');
    // All its steps were kept, so that it is the released fit.
    expect(data.comparison.fit).toMatchObject({ etaH: fitted.row.etaH, etaY: fitted.row.etaY, r2: fitted.row.r2 });
    for (const name of ['h', 'y', 'w'] as const) {
      const less = series[name].map((value, n) => value - data.comparison.theory![name][n]!);
      expect(data.residuals![name]).toEqual(less);
    }
  });

  it('is the same from JSON, CSV and tabs, with the pair in the query', async () => {
    const names = ['step', 'h', 'y', 'w', 'loss'] as const;
    const address = `/api/v1/fit?dx2=${dx2}&dy2=${dy2}`;
    const json = await read(address, fitBody, post(JSON.stringify(series)));
    const csv = csvOf(names);
    expect(await read(address, fitBody, post(csv, 'text/csv; charset=utf-8'))).toEqual(json);
    expect(await read(address, fitBody, post(csv.replaceAll(',', '\t'), 'text/tab-separated-values'))).toEqual(json);
  });

  it('says nothing of the mean output where no loss was recorded', async () => {
    const address = `/api/v1/fit?dx2=${dx2}&dy2=${dy2}`;
    const { data } = await read(address, fitBody, post(csvOf(['w', 'y', 'h', 'step']), 'text/csv'));
    expect(data.comparison).toMatchObject({ etaMean: null, theory: { loss: [] } });
    expect(data.comparison.fit).toMatchObject({ etaH: fitted.row.etaH });
    expect(data.words).not.toContain('loss');
  });

  it('finds rates that it was made with, and is sure of them, of 20,000 rows', async () => {
    const step = Array.from({ length: 20_000 }, (_, n) => 0.15 * n);
    const start = { h: 0.002, y: 1e-5, w: -1e-3 };
    const { h, y, w } = integrate(start, { etaH: 0.004, etaY: 0.02 }, { dx2: 1, dy2: 0.5 }, step);
    const body = { step, h: [...h], y: [...y], w: [...w], dx2: 1, dy2: 0.5 };
    const { data } = await read('/api/v1/fit?scaleH=true&weights=samples', fitBody, post(JSON.stringify(body)));
    const { etaH, etaY, etaHStandardError } = data.comparison.fit!;
    expect(etaH / 0.004).toBeCloseTo(1, 5);
    expect(etaY / 0.02).toBeCloseTo(1, 5);
    expect(etaHStandardError! / etaH).toBeLessThan(1e-5);
  });

  it('says why where the theory does not hold, and where nothing can be fitted', async () => {
    const step = [0, 1, 2, 3, 4];
    const shrinking = {
      step,
      h: [3, 2.6, 2.3, 2.1, 2],
      y: [0.1, 0.2, 0.3, 0.4, 0.45],
      w: [-0.1, -0.1, -0.08, -0.04, 0],
    };
    const fails = await read('/api/v1/fit?dx2=1&dy2=0.5', fitBody, post(JSON.stringify(shrinking)));
    expect(fails.data.verdict).toBe('fails');
    expect(fails.data.comparison.reason).toContain('h shrinks');
    const flat = { ...shrinking, h: [1, 1, 1, 1, 1] };
    const unfit = await read('/api/v1/fit?dx2=1&dy2=0.5', fitBody, post(JSON.stringify(flat)));
    expect(unfit.data).toMatchObject({ verdict: 'unfit', residuals: null, comparison: { fit: null } });
    expect(unfit.data.comparison.reason).toContain('series "h" is constant');
  });

  it('is not stored, and can be asked for from any page', async () => {
    const response = await ask('/api/v1/fit', {
      ...post(JSON.stringify({ ...series, dx2, dy2 })),
      headers: { 'Content-Type': 'application/json', Origin: 'https://example.com' },
    });
    await response.arrayBuffer();
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    const asked = { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' };
    const preflight = await ask('/api/v1/fit', {
      method: 'OPTIONS',
      headers: { Origin: 'https://a.example', ...asked },
    });
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toContain('POST');
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Content-Type');
  });
});

describe('a fit refuses', () => {
  const run = JSON.stringify(series);
  it('a run without its pair, or with two', async () => {
    const { errors } = await readProblem('/api/v1/fit?dx2=1', 400, post(run));
    expect(errors).toMatchObject([{ parameter: 'dy2', given: null }]);
    const twice = await readProblem('/api/v1/fit?dy2=1', 400, post(JSON.stringify({ ...series, dx2: 1, dy2: 2 })));
    expect(twice.errors).toMatchObject([{ parameter: 'dy2', given: '1, 2' }]);
  });

  it('broken lines, by their numbers', async () => {
    const broken = csvOf(['step', 'h', 'y', 'w']).split('\n');
    broken[6] = '1,nan,2,3';
    const { errors } = await readProblem('/api/v1/fit?dx2=1&dy2=1', 400, post(broken.join('\n'), 'text/csv'));
    expect(errors![0]).toMatchObject({ parameter: 'h', given: 'nan', detail: 'h is nan in line 7.' });
  });

  it('other types, and says which it takes', async () => {
    for (const type of ['text/plain', 'multipart/form-data', '']) {
      const response = await ask('/api/v1/fit?dx2=1&dy2=1', post(new TextEncoder().encode(run), type));
      await response.arrayBuffer();
      expect(response.status).toBe(415);
      expect(response.headers.get('Accept-Post')).toContain('text/csv');
    }
    await readProblem('/api/v1/fit', 415, post('{}', 'image/png'));
  });

  it('more than it can hold', async () => {
    await readProblem('/api/v1/fit?dx2=1&dy2=1', 413, post('x'.repeat(4_000_001), 'text/csv'));
  });

  it('to be read, and says how it is asked', async () => {
    const response = await ask('/api/v1/fit');
    await response.arrayBuffer();
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('POST, OPTIONS');
  });
});
