import { readFile } from 'node:fs/promises';
import type { Fingerprint } from '../../lib/training/kernel/fingerprint.ts';
import { serveWorkerPage, workerTask } from '../support/worker-page.ts';
import type { EngineBrowser } from './browser.ts';
import type { Tasks } from './fingerprint.worker.ts';

const kernel = new URL('../../lib/training/kernel/build/kernel.wasm', import.meta.url);

/** The fingerprints that the built kernel has in a worker of a browser. */
export async function bitsIn(browser: Pick<EngineBrowser, 'visit' | 'evaluate'>): Promise<Fingerprint[]> {
  const page = await serveWorkerPage(new URL('./fingerprint.worker.ts', import.meta.url), {
    '/kernel.wasm': ['application/wasm', await readFile(kernel)],
  });
  try {
    await browser.visit(page.url);
    const task: keyof Tasks = 'fingerprints';
    return (await browser.evaluate(workerTask(task, '/kernel.wasm'))) as Fingerprint[];
  } finally {
    page.close();
  }
}
