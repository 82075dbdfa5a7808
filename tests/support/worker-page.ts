import { build } from 'esbuild';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** What a page finds at its server besides itself and the worker, by path: content type and content. */
export type Files = Readonly<Record<string, readonly [type: string, content: string | Uint8Array]>>;

export interface WorkerPage {
  /** Address of an empty page, with a slash at the end. Beside it lie `worker.js` and the files. */
  readonly url: string;
  close(): void;
}

/** Serves an empty page on this machine, with a worker that is bundled from `entry` (one that calls `answer`). */
export async function serveWorkerPage(entry: URL, files: Files = {}): Promise<WorkerPage> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const served: Files = {
    '/': ['text/html', '<!doctype html><title>Worker</title>'],
    '/worker.js': ['text/javascript', outputFiles[0]!.contents],
    ...files,
  };
  const server = createServer(({ url = '' }, response) => {
    const [type, content] = served[url] ?? ['text/plain', undefined];
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => server.close(),
  };
}

/**
 * JavaScript, for any browser's driver to evaluate in such a page: the promise of what `task` answers to `input` (JSON), in
 * a module worker of its own, or, if `lasting`, in one that the page keeps for all such tasks, one at a time.
 */
export function workerTask(task: string, input?: unknown, { lasting = false } = {}): string {
  const start = "new Worker('/worker.js', { type: 'module' })";
  return `new Promise((resolve, reject) => {
    const worker = ${lasting ? `globalThis.lastingWorker ??= ${start}` : start};
    const end = (settle, value) => { ${lasting ? '' : 'worker.terminate();'} settle(value); };
    worker.onmessage = ({ data: { result, error } }) =>
      error === undefined ? end(resolve, result) : end(reject, new Error(error));
    worker.onerror = ({ message }) => end(reject, new Error(message || 'The worker could not be started.'));
    worker.postMessage(${JSON.stringify({ task, input })});
  })`;
}
