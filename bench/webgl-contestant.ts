import { launchBrowser } from '../tests/support/browser.ts';
import { serveWorkerPage, workerTask } from '../tests/support/worker-page.ts';
import type { Contestant, Outcome } from './contestant.ts';
import type { Tasks } from './webgl.worker.ts';

/** In the worker of a page, as the site does it. */
export async function tfjsWebgl(): Promise<Contestant> {
  const browser = await launchBrowser();
  const served = await serveWorkerPage(new URL('./webgl.worker.ts', import.meta.url));
  const page = await browser.newPage();
  await page.goto(served.url);
  const ask = async <Result>(task: keyof Tasks, input?: unknown): Promise<Result> =>
    page.evaluate<Result>(workerTask(task, input, { lasting: true }));
  const renderer = await ask<string>('renderer');
  const imitated = /swiftshader|llvmpipe/i.test(renderer) ? ': no GPU, but the CPU, on all its cores' : '';
  return {
    about: `our TF.js engine on WebGL in Chromium ${browser.version()}, which draws by ${renderer}${imitated}`,
    train: (task) => ask<Outcome>('train', task),
    async close() {
      await browser.close();
      served.close();
    },
  };
}
