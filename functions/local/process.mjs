// Child processes of `npm start` and `npm run dev`: tools of node_modules, without a shell, stopped with their parent.
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const tools = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));

/** What every tool is told: its own copy of Node first, no telemetry, no questions. */
export const environment = {
  ...process.env,
  PATH: `${tools}${delimiter}${process.env['PATH'] ?? ''}`,
  WRANGLER_SEND_METRICS: 'false',
  ASTRO_TELEMETRY_DISABLED: '1',
  ASTRO_DEV_BACKGROUND: '0',
  CI: process.env['CI'] ?? '1',
};

const children = new Set();

/** Starts a tool; its group is its own, so that whatever it starts can be stopped with it. */
export function start(command, args, { env = {}, stdio = 'inherit' } = {}) {
  const child = spawn(command, args, { cwd: root, env: { ...environment, ...env }, stdio, detached: true });
  children.add(child);
  child.once('exit', () => children.delete(child));
  child.once('error', () => children.delete(child));
  return child;
}

/** Runs a tool to its end, quietly; what it said is shown if it fails. */
export async function run(command, args, options = {}) {
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  child.stdout.on('data', (chunk) => said.push(chunk));
  child.stderr.on('data', (chunk) => said.push(chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${command} cannot be started: ${error.message}`)));
    child.once('close', (status, signal) => resolve(status ?? signal));
  });
  const output = Buffer.concat(said).toString();
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}.\n${output}`);
  return output;
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Stops every tool that runs and whatever it has started: politely, then after two seconds for good. */
export async function stopAll() {
  const running = [...children].filter((child) => child.exitCode === null && child.signalCode === null);
  const ended = Promise.all(running.map((child) => new Promise((resolve) => child.once('exit', resolve))));
  for (const child of running) signalGroup(child, 'SIGTERM');
  const patience = new Promise((resolve) => setTimeout(resolve, 2000).unref());
  await Promise.race([ended, patience]);
  for (const child of running) signalGroup(child, 'SIGKILL');
}

/** Ends this process on Ctrl-C, on SIGTERM and when the terminal closes, its tools first. */
export function stopWithSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      void stopAll().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
    });
  }
}
