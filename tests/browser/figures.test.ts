import { csvParse } from 'd3-dsv';
import { parseHTML } from 'linkedom';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { apiSource } from '../../lib/client/figure-source.ts';
import { apiClient } from '../../lib/client/index.ts';
import type { FigureData } from '../../lib/figures/files/data.ts';
import { figureOf } from '../../lib/figures/code.ts';
import { figureIds } from '../../lib/figures/index.ts';
import { DataUnavailable, type FigureSource } from '../../lib/figures/source.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { statesOf } from '../../lib/figures/testing/states.ts';
import { buildSource } from '../../site/build/source.ts';
import { launchBrowser } from '../support/browser.ts';

/* Every figure, in its default state and in one more, in every host: the same numbers, the same words. */

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function getJson(path: string): Promise<unknown> {
  const response = await fetch(origin + path);
  const body = (await response.json()) as { detail?: string };
  if (!response.ok) throw new Error(body.detail ?? `${path} answered ${response.status}.`);
  return body;
}

const getText = async (path: string) => {
  const response = await fetch(origin + path);
  expect(response.status, path).toBe(200);
  return response.text();
};

/** By the API alone; runs of given parameters, which it cannot be asked for, are those of the release on disk. */
async function byApi(): Promise<FigureSource> {
  const disk = await buildSource();
  return { ...apiSource(apiClient(origin)), run: (experiment, parameters) => disk.run(experiment, parameters) };
}

/** What a table says where it is printed. */
const printed = (rows: FigureData['rows']) =>
  rows.map((row) =>
    Object.values(row).map((value) =>
      typeof value === 'number' ? String(Number(value.toPrecision(6))) : (value ?? ''),
    ),
  );

const cellsOf = (page: Page) =>
  page
    .locator('details.data tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)));

describe.each(figureIds)('%s', (id) => {
  it('has the same numbers on disk, at the edge, by the API and in its files', async () => {
    const figure = await figureOf(id);
    const api = await byApi();
    for (const state of statesOf(figure).slice(0, 3)) {
      const query = stateQuery(figure, state);
      let table: object;
      try {
        table = await figure.load(state, await buildSource());
      } catch (error) {
        // What the release does not have, no host has.
        expect(error).toBeInstanceOf(DataUnavailable);
        expect((await fetch(`${origin}/figures/${id}.json?${query}`)).status).toBeGreaterThanOrEqual(404);
        continue;
      }
      const edge = (await getJson(`/figures/${id}.json?${query}`)) as FigureData;
      // What is computed anew may round otherwise in its last bits where another V8 has another exp; released numbers may not.
      const isReleased = edge.sources.release !== null;
      if (isReleased) expect(edge.rows, query).toEqual(JSON.parse(JSON.stringify(figure.rows(table))));
      else expect(printed(edge.rows), query).toEqual(printed(figure.rows(table)));
      expect(edge.description).toBe(figure.describe(table));
      const columns = figure.columns.map(({ name }) => name);
      const csv = csvParse(await getText(`/figures/${id}.csv?${query}`));
      expect(csv.columns).toEqual(columns);
      expect(csv.map((row) => columns.map((name) => row[name]))).toEqual(
        edge.rows.map((row) => columns.map((name) => String(row[name] ?? ''))),
      );
      const svg = (await getText(`/figures/${id}.svg?${query}`)).replaceAll('&amp;', '&').replaceAll('&lt;', '<');
      expect(svg).toContain(`<title>${edge.title}. ${edge.description}</title>`);
      // The page for frames has the words, and of the table the first rows.
      const address = `/embed/${id}${isReleased ? `@${edge.sources.release}` : ''}?${query}`;
      const { document } = parseHTML(await getText(address));
      const cells = [...document.querySelectorAll('tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map((cell) => cell.textContent),
      );
      expect(cells).toEqual(printed(edge.rows.slice(0, 60)));
      expect(document.querySelector('.description')!.textContent).toBe(edge.description.replaceAll(/([ητ])_/g, '$1'));
      if (isReleased) {
        expect(figure.rows(await figure.load(state, api))).toEqual(figure.rows(table));
        const pinned = (await getJson(`/figures/${id}@${edge.sources.release}.json?${query}`)) as FigureData;
        expect(pinned.rows).toEqual(edge.rows);
      }
    }
  });
});

describe('the page of a figure', () => {
  it('shows everything without script: picture, words, table, links', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
    await page.goto(`${origin}/figures/two-points/`);
    const json = (await getJson('/figures/two-points.json')) as FigureData;
    expect(await page.locator('.picture svg[role=img]:visible').count()).toBe(1);
    expect(await cellsOf(page)).toEqual(printed(json.rows));
    expect(await page.getByRole('link', { name: 'PNG', exact: true }).getAttribute('href')).toMatch(
      /^\/figures\/two-points@[0-9a-f]{12}\.png\?v=1$/,
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.close();
  });

  it('becomes live: a control changes the state, the picture, the words, the table and the address', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.goto(`${origin}/figures/rates/?sweep=modern`);
    const live = page.locator('.live[data-phase=recorded]');
    await live.waitFor({ timeout: 30_000 });
    const before = await page.locator('.picture:visible > svg').getAttribute('viewBox');
    await page.getByLabel('Time unit').selectOption('lr');
    await page.waitForURL(/per=lr&sweep=modern/);
    const json = (await getJson('/figures/rates.json?sweep=modern&per=lr')) as FigureData;
    await page.getByText(json.title).first().waitFor();
    expect(await page.locator('.description').innerText()).toBe(json.description.replaceAll(/([ητ])_/g, '$1'));
    expect(await page.locator('.picture:visible > svg').getAttribute('viewBox')).toBe(before);
    await page.getByText('Table of the numbers').click();
    await expect.poll(() => cellsOf(page)).toEqual(printed(json.rows));
    await page.getByRole('button', { name: 'Reset' }).click();
    expect(new URL(page.url()).search).toBe('');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('says which states there are not, and keeps the picture', async () => {
    const page = await browser.newPage();
    await page.goto(`${origin}/figures/two-points/?gain=99`);
    const notice = page.getByRole('alert');
    await notice.waitFor({ timeout: 30_000 });
    expect(await notice.innerText()).toContain('gain is 99. Allowed: a number above 0 to 10.');
    await page.close();
  });

  it('is listed in the gallery with all others', async () => {
    const html = await getText('/figures/');
    for (const id of figureIds) expect(html).toContain(`href="/figures/${id}"`);
  });
});
