import { beforeAll, describe, expect, it } from 'vitest';
import { drawnDigits } from '../../lib/datasets/testing/drawn-digits.ts';
import { mnistFiles } from '../../lib/datasets/mnist.ts';
import { mnistExperiment } from '../../lib/experiments/mnist/index.ts';
import type { MnistParameters } from '../../lib/experiments/mnist/parameters.ts';
import { builtRunAddress } from '../../lib/figures/files/address.ts';
import { figures } from '../../lib/figures/index.ts';
import { app } from '../app.ts';
import { problemSchema } from '../problems/problem.ts';
import { figureDataSchema } from '../routes/pictures.ts';
import { bindings, seeded } from '../testing/client.ts';
import { pictureKernel } from './kernel.ts';

const latest = seeded.latest.manifest.release;

describe('a figure of runs that are too large to be trained here', () => {
  /** What the build has left: runs of the networks of the default state, here on fewer digits that are drawn. */
  const left = new Map<string, string>();
  const asked: string[] = [];
  const assets = {
    fetch: (address: URL) => {
      asked.push(address.pathname);
      const body = left.get(address.pathname);
      return Promise.resolve(body === undefined ? new Response('', { status: 404 }) : new Response(body));
    },
  } as unknown as Fetcher;
  const request = (address: string) => app.request(address, {}, { ...bindings, ASSETS: assets });
  beforeAll(async () => {
    const drawn = drawnDigits(120);
    const files = (name: string) => Promise.resolve(name === mnistFiles.images ? drawn.images : drawn.labels);
    const figure = figures['two-networks'];
    for (const { parameters } of figure.live!(figure.state.parse({}))) {
      const wanted = parameters as MnistParameters;
      const fewer = { ...wanted, images: 120, neighbours: 40, epochs: 1 };
      const record = await mnistExperiment.run(fewer, { engine: pictureKernel, files });
      const provenance = { kind: 'computed', where: 'page build' };
      const run = { record, comparison: mnistExperiment.compare(record), provenance };
      left.set(builtRunAddress(mnistExperiment.runId(wanted, pictureKernel)), JSON.stringify(run));
    }
  });

  it('is drawn from those that the build has left', async () => {
    const response = await request('/figures/two-networks.svg?v=1&px=700');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('trained for this picture (page build)');
    const body = figureDataSchema.parse(await (await request('/figures/two-networks.json?v=1')).json());
    expect(body.sources).toMatchObject({ release: null, computed: 'page build' });
    expect(body.sources.runs).toHaveLength(2);
  });

  it('says where others are trained', async () => {
    const response = await request('/figures/two-networks.svg?v=1&leftSeed=77');
    expect(response.status).toBe(422);
    const { detail, links } = problemSchema.parse(await response.json());
    expect(detail).toContain('at most 2e9 are spent on a request');
    expect(links).toMatchObject({ live: '/figures/two-networks' });
  });

  it('is of no release', async () => {
    expect((await request(`/figures/two-networks@${latest}.svg?v=1`)).status).toBe(404);
  });

  it('asks for none where the run is small', async () => {
    asked.length = 0;
    expect((await request('/figures/xor-run.json?v=1&gain=1.5')).status).toBe(200);
    expect(asked.filter((path) => path.startsWith('/built/runs/'))).toEqual([]);
  });
});
