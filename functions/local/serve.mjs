// Serving: where, whether there is room, and when it really answers.
import { createServer } from 'node:net';
import { mustStay, start } from './process.mjs';

const mostWait = 60_000;

/** HOST and PORT of the environment. Ends the process if they make no sense. */
export function readAddress() {
  const host = process.env['HOST'] || '127.0.0.1';
  const given = process.env['PORT'] || '8787';
  const port = Number(given);
  if (!/^\d+$/.test(given) || port < 1 || port > 65_535) {
    console.error(`PORT is ${given}; allowed is a whole number from 1 to 65535.`);
    process.exit(1);
  }
  return { host, port };
}

/** Ends the process with an explanation if something else listens there. */
export async function checkFree({ host, port }) {
  const problem = await new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
  if (!problem) return;
  const reason = problem.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${problem.message})`;
  console.error(`Port ${port} on ${host} ${reason}. Choose another: PORT=${port === 8787 ? 8788 : 8787} npm start`);
  process.exit(1);
}

/** The address to open: one cannot open "every address of this machine". */
export function urlOf({ host, port }) {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Starts the Worker with its assets and its local D1. */
export function startWorker({ host, port }) {
  const flags = ['--show-interactive-dev-session=false', '--log-level=warn', '--inspector-port=0'];
  const worker = start('wrangler', ['dev', '--local', `--ip=${host}`, `--port=${port}`, ...flags], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  mustStay(worker, 'The Worker');
}

/** Resolves when all these addresses answer with success; rejects after a minute, saying what they answered last. */
export async function answering(...addresses) {
  const deadline = Date.now() + mostWait;
  for (const address of addresses) {
    for (;;) {
      const seen = await fetch(address).then(
        ({ ok, status }) => (ok ? undefined : `answers ${status}`),
        (error) => `does not answer: ${error.cause?.message ?? error.message}`,
      );
      if (seen === undefined) break;
      if (Date.now() > deadline) throw new Error(`After ${mostWait / 1000} s ${address} ${seen}.`);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}
