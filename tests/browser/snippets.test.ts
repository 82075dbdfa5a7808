import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { csvParse } from 'd3-dsv';
import { parseHTML } from 'linkedom';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { figureIds } from '../../lib/figures/index.ts';
import { hostInCode } from '../../site/build/snippets.ts';

/* The code that each figure's page offers is run as it stands there. */

const origin = inject('origin');
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The code of a figure's page by language, for this host. */
async function codeOf(id: string): Promise<Readonly<Record<string, string>>> {
  const { document } = parseHTML(await (await fetch(`${origin}/figures/${id}`)).text());
  const names = [...document.querySelectorAll('.snippets dt')].map((term) => term.textContent);
  const codes = [...document.querySelectorAll('.snippets pre')].map((code) => code.textContent);
  return Object.fromEntries(names.map((name, n) => [name, codes[n]!.replaceAll(hostInCode, origin)]));
}

/** Rows of the figure's table by each way to it. */
async function rowsByCurl(code: string): Promise<number> {
  await run('sh', ['-c', `${code} --silent --fail`], { cwd: folder });
  return csvParse(readFileSync(join(folder, 'figure.csv'), 'utf8')).length;
}
async function rowsByScript(code: string): Promise<number> {
  const url = `data:text/javascript,${encodeURIComponent(`${code}\nexport default rows.length;`)}`;
  return ((await import(url)) as { default: number }).default;
}
async function rowsBy(program: string, flag: string, code: string): Promise<number> {
  return Number((await run(program, [flag, code])).stdout);
}
const works = (program: string, flag: string, code: string) =>
  rowsBy(program, flag, code).then(
    () => true,
    () => false,
  );
const hasPandas = await works('python3', '-c', 'import pandas; print(0)');
const hasR = await works('Rscript', '-e', 'cat(0)');

describe('the code on a figure’s page', () => {
  it.each(figureIds)('has the same rows by curl and by TypeScript: %s', async (id) => {
    const code = await codeOf(id);
    const rows = await rowsByCurl(code.curl!);
    expect(rows).toBeGreaterThan(0);
    expect(await rowsByScript(code.TypeScript!)).toBe(rows);
  });

  it.skipIf(!hasPandas)('has them by Python', async () => {
    const { curl, Python } = await codeOf('rates');
    expect(await rowsBy('python3', '-c', `${Python!}\nprint(len(table))`)).toBe(await rowsByCurl(curl!));
  });

  it.skipIf(!hasR)('has them by R', async () => {
    const { curl, R } = await codeOf('rates');
    expect(await rowsBy('Rscript', '-e', `${R!}; cat(nrow(table))`)).toBe(await rowsByCurl(curl!));
  });
});
