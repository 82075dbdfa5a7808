import { afterEach, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { experiments } from '../../lib/experiments/index.ts';
import { figures } from '../../lib/figures/index.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import type { TwoPointsTable } from '../../lib/figures/two-points/table.ts';
import { themes } from '../../lib/figures/theme.ts';
import { parseQuery } from '../../lib/results/query.ts';
import { restoreRun } from '../../lib/results/released-run.ts';
import { app } from '../app.ts';
import { withQuery } from '../links.ts';
import { ask, askDocumented, bindings, read, readBytes, readProblem, readText, seeded } from '../testing/client.ts';
import { figureDataSchema } from './pictures.ts';
import { runBody, runsBody } from './runs.ts';
import { trajectoryBody } from './trajectories.ts';
import { decodePng } from '../testing/png.ts';
import { entityTag } from '../middleware/conditional.ts';
import { formats } from '../../lib/figures/files/formats.ts';
import { mostPixels } from '../../lib/figures/files/raster.ts';
import { viewShapes } from '../../lib/figures/files/view.ts';

const latest = seeded.latest.manifest.release;
const older = seeded.older.manifest.release;
const recorded = seeded.runs.latest.find(({ row }) => row.activation === 'tanh' && row.seed === 2)!;
const { row } = recorded;
const { series } = restoreRun(recorded, 'two-points').record;
const state = Object.fromEntries(
  Object.keys(figures['two-points'].shape).map((name) => [name, row[name as keyof typeof row]]),
);
const twoPoints = figures['two-points'];
const query = stateQuery(twoPoints, twoPoints.state.parse(state));
const withoutVersion = ({ v, ...rest }: Record<string, string>) => {
  expect(v).toBe(String(twoPoints.stateVersion));
  return new URLSearchParams(rest);
};
const data = (path: string) => read(path, figureDataSchema);
/** The table of the two-point figure, which the API's document leaves to the figure. */
const tableOf = ({ table }: z.output<typeof figureDataSchema>) => table as unknown as TwoPointsTable;

describe('the two-point figure of a recorded run', () => {
  it('has the numbers of the release in its JSON, and the same in its CSV', async () => {
    const body = await data(`/figures/two-points.json?${query}`);
    expect(body.sources).toEqual({ release: latest, runs: [row.id], engines: ['kernel 1'], computed: null });
    const table = tableOf(body);
    expect(table.record.series).toEqual(series);
    expect(table.comparison.fit).toMatchObject({ etaH: row.etaH, etaY: row.etaY, r2: row.r2 });
    const [header, ...lines] = (await readText(`/figures/two-points.csv?${query}`)).trimEnd().split('\n');
    expect(header!.split(',')).toEqual(body.columns.map(({ name }) => name));
    const cells = lines.map((line) => line.split(',').map((cell) => (cell === '' ? null : Number(cell))));
    expect(cells).toEqual(body.rows.map((point) => header!.split(',').map((name) => point[name])));
  });

  it('has the same numbers in the API', async () => {
    const figure = await data(`/figures/two-points.json?${query}`);
    const { data: curves } = await read(`/api/v1/runs/${row.id}/trajectory`, trajectoryBody);
    expect(tableOf(figure).record).toEqual(curves.record);
    expect(tableOf(figure).comparison).toEqual(curves.comparison);
    expect((await read(figure.links.run!, runBody)).data).toEqual(row);
  });

  it('draws those numbers: the curve’s last point lies where its axis has the final h', async () => {
    const svg = await readText(`/figures/two-points.svg?${query}`);
    const { description, title } = await data(`/figures/two-points.json?${query}`);
    expect(svg).toContain(`<title>${title}. ${description}</title>`.replaceAll('&', '&amp;'));
    expect(svg).toContain(`Run ${row.id} of release ${latest}`);
    const panel = /<svg[^>]*class="plot"[^]*?<\/svg>/.exec(svg)![0];
    const ticks = [...panel.matchAll(/translate\([\d.]+,\s*([\d.]+)\)[^>]*>([\d.]+)</g)].map(
      ([, y, label]) => [Number(y), Number(label)] as const,
    );
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    const [[y0, v0], [y1, v1]] = [ticks[0]!, ticks.at(-1)!];
    const path = [...panel.matchAll(/\bd="(M[^"]*)"/g)]
      .map((match) => match[1]!)
      .find((d) => d.split('L').length > 100)!;
    const lastY = Number(path.split(/[ML,]/).at(-1));
    const drawn = v0 + ((lastY - y0) / (y1 - y0)) * (v1 - v0);
    expect(Math.abs(drawn - row.hFinal!)).toBeLessThan(0.02 * v1);
  });

  it('is well-formed SVG that stands alone: a namespace, an opaque ground, no script, no style, nothing from elsewhere', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const svg = await readText(`/figures/two-points.svg?${query}&theme=${theme}&px=700`);
      expect(svg).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg).toMatch(/<svg[^>]* width="700"/);
      expect(svg).toContain(`fill="${themes[theme].background}"`);
      expect(svg).not.toMatch(/<script|<style|<foreignObject|\bon\w+=|javascript:|(?:href|src)=|url\(|var\(--/i);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('is a PNG of the size that was asked for, opaque, with text where the title is', async () => {
    const svg = await readText(`/figures/two-points.svg?${query}&px=640`);
    const height = Number(/<svg[^>]* height="([\d.]+)"/.exec(svg)![1]);
    for (const scale of [1, 2]) {
      const png = await decodePng(await readBytes(`/figures/two-points.png?${query}&px=640&scale=${scale}`));
      expect([png.width, png.height]).toEqual([640 * scale, Math.round(height * scale)]);
      const isOpaque = png.channels === 3 || png.pixels.every((value, n) => n % 4 !== 3 || value === 255);
      expect(isOpaque).toBe(true);
      // The title's line: between 20 and 40 CSS pixels from the top, in the left half. Plain ground would be all white.
      let dark = 0;
      for (let y = 20 * scale; y < 40 * scale; y++) {
        for (let x = 20 * scale; x < 320 * scale; x++) {
          if (png.pixels[(y * png.width + x) * png.channels]! < 128) dark++;
        }
      }
      expect(dark / (20 * 300 * scale * scale)).toBeGreaterThan(0.03);
      expect(dark / (20 * 300 * scale * scale)).toBeLessThan(0.5);
    }
  });

  it('has an immutable address in its release, and only in releases that hold it', async () => {
    for (const format of formats) {
      const pinned = await askDocumented(`/figures/two-points@${latest}.${format}?${query}`);
      expect(pinned.response.status).toBe(200);
      expect(pinned.response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
      const { links } = await readProblem(`/figures/two-points@${older}.${format}?${query}`, 404);
      expect((await ask(links!.runs!)).status).toBe(200);
    }
    await readProblem('/figures/two-points@0123456789ab.svg', 404);
  });
});

describe('the two-point figure of a run that is in no release', () => {
  it('is computed here by the same kernel, and says so', async () => {
    const body = await data('/figures/two-points.json?width=8&depth=1&steps=40&lr=0.2&v=1');
    expect(body.sources).toMatchObject({ release: null, computed: 'edge' });
    const { record } = tableOf(body);
    expect(record.parameters).toMatchObject({ width: 8, depth: 1, layer: 0, steps: 40 });
    expect(record.series.step.at(-1)).toBe(40);
    expect(body.links).not.toHaveProperty('run');
    expect(await readText('/figures/two-points.svg?width=8&depth=1&steps=40&lr=0.2')).toContain('in no release');
  });

  it('is drawn even when training diverges at once', async () => {
    const body = await data('/figures/two-points.json?width=64&depth=8&gain=10&lr=10&steps=50');
    expect(tableOf(body).record.status).toBe('diverged');
    for (const format of ['svg', 'png', 'csv']) {
      const { response } = await askDocumented(`/figures/two-points.${format}?width=64&depth=8&gain=10&lr=10&steps=50`);
      expect(response.status).toBe(200);
    }
  });

  it('is refused when it is too much work, too large or nothing for the kernel, with the way to what there is', async () => {
    for (const large of ['width=500&depth=20&steps=6000', 'width=1024&depth=32&steps=1', 'architecture=gru']) {
      const { type, detail, links } = await readProblem(`/figures/two-points.svg?${large}&px=400&theme=dark`, 422);
      expect(type).toBe('/api/v1/problems/not-recorded');
      expect(detail).toMatch(/The article trains it in your browser/);
      // The state alone: how the picture was to be drawn is nothing to the article.
      const live = new URL(links!.live!, 'https://example.org');
      expect([live.pathname, live.hash]).toEqual(['/', '#live']);
      const { figure, ...rest } = Object.fromEntries(live.searchParams);
      expect(figure).toBe('two-points');
      const stated = parseQuery(withoutVersion(rest), twoPoints.shape, twoPoints.state);
      expect(stateQuery(twoPoints, stated)).toBe(new URLSearchParams(rest).toString());
      for (const part of large.split('&')) expect(live.search).toContain(part);
      expect((await read(links!.runs!, runsBody)).meta.total).toBeGreaterThan(0);
      expect((await read(links!['runs-like-it']!, runsBody)).meta.total).toBe(0);
    }
  });
});

describe('a figure that the client has', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const small = 'v=1&depth=1&lr=0.2&steps=41&width=8';

  it('costs no training to confirm, in any format', async () => {
    const tags = new Map<string, string>();
    for (const format of formats)
      tags.set(format, (await ask(`/figures/two-points.${format}?${small}`)).headers.get('ETag')!);
    const run = vi.spyOn(experiments['two-points'], 'run');
    for (const [format, tag] of tags) {
      const init = { headers: { 'If-None-Match': tag } };
      // On the same host as above: a notebook names the one that it came from.
      const response = await app.request(`https://example.org/figures/two-points.${format}?${small}`, init, bindings);
      expect(response.status).toBe(304);
    }
    expect(run).not.toHaveBeenCalled();
    // The spy does see what is trained: a new state, once for all its formats.
    for (const format of formats) await ask(`/figures/two-points.${format}?${small}&seed=7`);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['/figures/two-points.svg?depth=20&steps=6000&width=500', 422],
    ['/figures/two-points.json?depth=20&steps=6000&width=500', 422],
    [`/figures/two-points@${older}.svg?${query}`, 404],
    ['/figures/two-points.png?px=1600&scale=4', 400],
  ])('cannot be one that there is not: %s stays %i, whatever tag is sent', async (address, status) => {
    const { pathname, searchParams } = new URL(address, 'https://example.org');
    searchParams.set('v', '1');
    searchParams.sort();
    const release = address.includes('@') ? '' : `@${latest}`;
    const identity = `${pathname.replace('.', `${release}.`)}?${searchParams.toString()}`;
    for (const tag of ['*', entityTag(bindings.VERSION.id, identity)]) {
      const response = await ask(address, { headers: { 'If-None-Match': tag } });
      await response.arrayBuffer();
      expect(response.status).toBe(status);
      expect(response.headers.get('ETag')).toBeNull();
    }
  });
});

describe('a figure that the build has drawn', () => {
  const asked: string[] = [];
  /** Assets as after a build that drew the latest release. */
  const assets = {
    fetch: (address: URL) => {
      asked.push(address.pathname);
      const there = address.pathname.startsWith(`/built/${latest}/`);
      return Promise.resolve(there ? new Response('as built') : new Response('', { status: 404 }));
    },
  } as unknown as Fetcher;
  const request = (address: string, init?: RequestInit) => app.request(address, init, { ...bindings, ASSETS: assets });

  it.each([
    ['/figures/two-points.svg?v=1', 'two-points.light.svg'],
    ['/figures/two-points.svg?v=1&theme=dark', 'two-points.dark.svg'],
    [`/figures/two-points@${latest}.png?v=1`, 'two-points.light.png'],
    ['/figures/two-points.json?v=1', 'two-points.json'],
    ['/figures/rates.csv?v=1', 'rates.csv'],
  ])('is not drawn again: %s', async (address, name) => {
    asked.length = 0;
    const response = await request(address);
    expect(await response.text()).toBe('as built');
    expect(asked).toEqual([`/built/${latest}/${name}`]);
    expect(response.headers.get('ETag')).toMatch(/^"/);
    expect(response.headers.get('Content-Type')).toMatch(/^(image|text|application)\/(svg\+xml|png|json|csv)/);
    const again = await request(address, { headers: { 'If-None-Match': response.headers.get('ETag')! } });
    expect(again.status).toBe(304);
  });

  it.each([
    `/figures/two-points.json?${query}`,
    '/figures/two-points.svg?v=1&px=700',
    '/figures/two-points.png?v=1&scale=1',
    '/figures/rates.json?v=1&sweep=first-look',
  ])('is the only one: %s is drawn here', async (address) => {
    const response = await request(address);
    expect(response.status).toBe(200);
    expect(await response.text()).not.toBe('as built');
  });

  it('is drawn here if the build drew another release', async () => {
    const response = await request(`/figures/two-points@${older}.svg?v=1`);
    expect(response.status).toBe(404);
    expect(asked.at(-1)).toBe(`/built/${older}/two-points.light.svg`);
  });
});

describe('a figure of a release', () => {
  it('says what it lacks where the release has no such runs', async () => {
    const { type, detail } = await readProblem('/figures/rates.svg?sweep=settings', 404);
    expect(type).toBe('/api/v1/problems/no-data');
    expect(detail).toContain(`release ${latest} has none`);
  });

  it('has the numbers of the table of runs', async () => {
    const body = await data('/figures/rates.json?sweep=first-look');
    expect(body.sources.release).toBe(latest);
    const wanted = seeded.runs.latest.filter(({ row: { experiment } }) => experiment === 'two-points');
    expect(body.rows).toHaveLength(wanted.length);
    for (const { row: run } of wanted) {
      const shown = body.rows.find((one) => one.run === run.id);
      expect(shown).toMatchObject({
        tauHInverse: run.etaH && 2 * run.etaH,
        tauYInverse: run.etaY && 2 * run.etaY,
        seed: run.seed,
      });
    }
  });
});

describe('a figure’s address', () => {
  it('has no parameter of the picture with the name of one of the state', () => {
    for (const figure of Object.values(figures)) {
      for (const shape of Object.values(viewShapes)) {
        expect(Object.keys(shape).filter((name) => Object.hasOwn(figure.shape, name) || name === 'v')).toEqual([]);
      }
    }
  });

  it('is the same for all spellings of a state', async () => {
    const spellings = ['gain=0.60&v=1', 'v=1&gain=6e-1&theme=light', 'seed=1&px=900', ''];
    for (const spelling of spellings) {
      const address = withQuery('/figures/two-points.svg', spelling);
      const { status, headers } = await ask(address, { redirect: 'manual' });
      expect([status, headers.get('Location')], spelling).toEqual([308, '/figures/two-points.svg?v=1']);
      expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    }
    const dark = await ask('/figures/two-points@x.png?theme=dark&seed=2&px=400&v=1', { redirect: 'manual' });
    expect(dark.headers.get('Location')).toBe('/figures/two-points@x.png?v=1&seed=2&px=400&theme=dark');
  });

  it('of another version is refused, not reinterpreted', async () => {
    expect(await readProblem('/figures/two-points.svg?v=2', 400)).toMatchObject({
      type: '/api/v1/problems/state-version',
      errors: [{ parameter: 'v', given: '2', allowed: '1' }],
    });
  });

  it('is refused with everything that is wrong with it', async () => {
    const query = 'gain=-1&px=5000&theme=blue&layer=3&huh=1&seed=1&seed=2';
    const { errors } = await readProblem(`/figures/two-points.png?${query}`, 400);
    expect(errors!.map(({ parameter }) => parameter).sort()).toEqual(['gain', 'huh', 'px', 'seed', 'theme']);
    const layer = await readProblem('/figures/two-points.svg?layer=3', 400);
    expect(layer.errors).toMatchObject([{ parameter: 'layer', given: '3' }]);
    await readProblem('/figures/two-points.csv?theme=dark', 400);
  });

  it('of a picture with too many pixels says what would do', async () => {
    const { type, detail, errors } = await readProblem('/figures/two-points.png?px=1600&scale=4', 400);
    expect(type).toBe('/api/v1/problems/too-many-pixels');
    expect(detail).toContain(String(mostPixels));
    const scale = /up to (\d)/.exec(errors![0]!.allowed)![1]!;
    expect((await ask(`/figures/two-points.png?px=1600&scale=${scale}`)).status).toBe(200);
  });

  it('of no figure is a problem where a file was asked for', async () => {
    const response = await ask('/figures/no-such.svg');
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  });
});
