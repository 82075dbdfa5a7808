import { csvParse } from 'd3-dsv';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** What the hosts under test answer, as far as this test reads it. */
interface FigureBody {
  sources: { release: string | null };
  description: string;
  table: { record: { id: string; series: Record<string, number[]> } };
  rows: Record<string, number | null>[];
}
interface TrajectoryBody {
  data: Record<string, unknown>;
}

async function get(path: string): Promise<Response> {
  const response = await fetch(origin + path);
  expect(response.status, path).toBe(200);
  return response;
}

/** What the article's live figure shows of a state: its description, and its table as printed. */
async function livePage(query: string): Promise<{ id: string; description: string; table: string[][] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  try {
    await page.goto(`${origin}/?figure=two-points&${query}#live`);
    const live = page.locator('#figure-two-points .live[data-phase=done]');
    await page.locator('#figure-two-points').scrollIntoViewIfNeeded();
    await live.waitFor({ timeout: 30_000 });
    await live.getByText('Table of the numbers').click();
    await live.locator('tbody tr').first().waitFor();
    return {
      id: (await live.getAttribute('data-run'))!,
      description: await live.locator('.description').innerText(),
      table: await live
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText))),
    };
  } finally {
    await page.close();
  }
}

/** One state that a release holds, one that the edge computes, one that the theory fails for. */
const states = ['v=1', 'v=1&gain=0.71&seed=1234', 'v=1&gain=1.6&lr=0.005&steps=300&width=200'];

describe.each(states)('the state %s', (query) => {
  it('is the same figure in every host', async () => {
    const json = (await (await get(`/figures/two-points.json?${query}`)).json()) as FigureBody;
    const csv = csvParse(await (await get(`/figures/two-points.csv?${query}`)).text());
    const svg = await (await get(`/figures/two-points.svg?${query}`)).text();
    const live = await livePage(query);

    expect(live.id).toBe(json.table.record.id);
    expect(csv.map((row) => Object.values(row).map((cell) => (cell === '' ? null : Number(cell))))).toEqual(
      json.rows.map((row) => Object.values(row)),
    );
    expect(json.rows.map((row) => row.h)).toEqual(json.table.record.series.h);
    const rows = json.rows.map((row) =>
      Object.values(row).map((value) => (value === null ? '' : String(Number(value.toPrecision(6))))),
    );
    // A release keeps at most 200 steps of a run; the page, which has just trained it, shows all that it saw.
    const kept = new Set(rows.map(([step]) => step));
    expect(live.table.filter(([step]) => kept.has(step))).toEqual(rows);
    if (json.sources.release === null) expect(live.table).toHaveLength(rows.length);
    // The page sets η_h with a subscript, which reads as ηh.
    expect(live.description).toBe(json.description.replaceAll('η_', 'η'));
    expect(svg.replaceAll('&amp;', '&')).toContain(json.description);

    if (json.sources.release === null) return;
    const trajectory = (await (await get(`/api/v1/runs/${json.table.record.id}/trajectory`)).json()) as TrajectoryBody;
    expect(JSON.stringify(trajectory.data)).toContain(JSON.stringify(json.table.record.series.h));
    const pinned = (await (
      await get(`/figures/two-points@${json.sources.release}.json?${query}`)
    ).json()) as FigureBody;
    expect(pinned.rows).toEqual(json.rows);
  });
});

it('shows the same picture in the page at build as in the API', async () => {
  const json = (await (await get('/figures/two-points.json?v=1')).json()) as FigureBody;
  const html = await (await get('/')).text();
  expect(json.sources.release).not.toBeNull();
  expect(html).toContain(`aria-label="${json.description}"`);
});
