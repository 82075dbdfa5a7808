// Serving: where, whether there is room, and when it really answers.
import { createServer } from 'node:net';
import { mustStay, start } from './process.mjs';
import { stateFlag } from './state.mjs';

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

/** What is wrong with listening there, or undefined. */
async function listenProblem({ host, port }) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** How many ports to try before leaving the choice to the reader. */
const mostTries = 50;

/** The first port after this one that can be listened on with the ports that follow it, or undefined. */
async function nextFree({ host, port }, together) {
  let free = 0;
  for (let next = port + 1; next <= Math.min(port + mostTries, 65_535); next++) {
    free = (await listenProblem({ host, port: next })) ? 0 : free + 1;
    if (free === together) return next - together + 1;
  }
  return undefined;
}

/**
 * Ends the process with an explanation if something else listens there.
 * @param command what to start again, on a port that is free.
 * @param together how many ports in a row it takes, from that one on.
 */
export async function checkFree(address, command, together = 1) {
  const { host, port } = address;
  const problem = await listenProblem(address);
  if (!problem) return;
  const reason = problem.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${problem.message})`;
  // Only a port that is taken can be helped by another port: a host that is not ours has none.
  const free = ['EADDRINUSE', 'EACCES'].includes(problem.code) ? await nextFree(address, together) : undefined;
  const hint = free === undefined ? 'Choose another by PORT and HOST.' : `This one is free: PORT=${free} ${command}`;
  console.error(`Port ${port} on ${host} ${reason}. ${hint}`);
  process.exit(1);
}

/** The address to open: one cannot open "every address of this machine". */
export function urlOf({ host, port }) {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Starts the Worker with its assets and its local D1. */
export function startWorker({ host, port }) {
  // Measurements look at the Worker's memory through the inspector.
  const inspector = `--inspector-port=${process.env['INSPECTOR_PORT'] || 0}`;
  const flags = ['--show-interactive-dev-session=false', '--log-level=warn', inspector];
  const worker = start('wrangler', ['dev', '--local', stateFlag, `--ip=${host}`, `--port=${port}`, ...flags], {
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
