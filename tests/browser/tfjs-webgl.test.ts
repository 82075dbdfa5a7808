import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tasks } from './tfjs-webgl.worker.ts';

/** WebGL on the CPU, and no traffic of the browser's own. */
const browserArguments = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./tfjs-webgl.worker.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const files: Record<string, readonly [string, string | Uint8Array]> = {
    '/': ['text/html', '<!doctype html><title>TF.js on WebGL</title>'],
    '/worker.js': ['text/javascript', outputFiles[0]!.contents],
    '/file.json': ['application/json', await readFile(new URL('../reference/gradient_check.json', import.meta.url))],
  };
  server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.[0] ?? 'text/plain' }).end(file?.[1]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: browserArguments,
  });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}, 30_000);

afterAll(async () => {
  await browser.close();
  server.close();
});

/** Runs `task` in a module worker of its own. */
async function run<Name extends keyof Tasks>(task: Name): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  const answer = await page.evaluate(async (name) => {
    const file: unknown = name === 'gradientCheck' ? await (await fetch('/file.json')).json() : undefined;
    const worker = new Worker('/worker.js', { type: 'module' });
    try {
      return await new Promise<{ result: unknown; error?: string }>((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<{ result: unknown; error?: string }>) => {
          resolve(data);
        };
        worker.onerror = ({ message }) => {
          reject(new Error(message));
        };
        worker.postMessage({ task: name, file });
      });
    } finally {
      worker.terminate();
    }
  }, task);
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.result as Awaited<ReturnType<Tasks[Name]>>;
}

it('trains every reference net in a worker as PyTorch does, within 1e-5', { timeout: 60_000 }, async () => {
  const { hasWindow, deviations } = await run('gradientCheck');
  expect(hasWindow).toBe(false);
  expect(new Set(deviations.map(({ net }) => net)).size).toBe(12);
  expect(deviations.filter(({ deviation }) => !(deviation <= 1e-5))).toEqual([]);
});

it('trains every architecture and optimiser as TF.js on the CPU does, within 1e-5', { timeout: 60_000 }, async () => {
  const deviations = await run('architectures');
  expect(deviations).toHaveLength(10);
  expect(deviations.filter(({ deviation }) => !(deviation <= 1e-5))).toEqual([]);
});

it('passes the ladder, judged by the stored numbers of the kernel', { timeout: 20_000 }, async () => {
  expect(await run('ladder')).toEqual({ id: 'tfjs-webgl', rejected: [] });
});

it('refuses to compute in half precision, and says so', { timeout: 20_000 }, async () => {
  expect(await run('halfPrecision')).toMatch(/tfjs-webgl: WEBGL_FORCE_F16_TEXTURES is set: .* half precision/);
});

it('keeps the number of tensors, and gives all of them back', { timeout: 20_000 }, async () => {
  const [before, early, late, after] = await run('memory');
  expect(late).toBe(early);
  expect(after).toBe(before);
});

it('reports a lost context as an error instead of training on in nothing', { timeout: 20_000 }, async () => {
  expect(await run('contextLoss')).toContain('The WebGL context was lost');
});
