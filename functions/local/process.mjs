// Child processes of `npm start` and `npm run dev`: tools of node_modules, without a shell, stopped with their parent.
import { spawn } from 'node:child_process';
import { root, toolEnvironment } from './install.mjs';
import { whenParentIsGone } from './parent.mjs';

/** Milliseconds that a tool has to end by itself. */
const patience = 3000;

const children = new Set();
let stopping = false;

/** Starts a tool. It shares our process group, so that whoever stops the group stops it as well. */
export function start(command, args, { env = {}, stdio = 'inherit' } = {}) {
  const child = spawn(command, args, { cwd: root, env: { ...toolEnvironment(), ...env }, stdio });
  children.add(child);
  child.once('exit', () => children.delete(child));
  child.once('error', () => children.delete(child));
  return child;
}

/** Runs a tool to its end, quietly, and returns what it printed; all that it said is shown if it fails. */
export async function run(command, args, options = {}) {
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = [];
  const said = [];
  child.stdout.on('data', (chunk) => (printed.push(chunk), said.push(chunk)));
  child.stderr.on('data', (chunk) => said.push(chunk));
  const status = await new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${command} cannot be started: ${error.message}`)));
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  // Stopped by ourselves: this process is about to end, and there is nothing to report.
  if (stopping) await new Promise(() => {});
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${status}.\n${Buffer.concat(said).toString()}`);
  }
  return Buffer.concat(printed).toString();
}

/** Stops every tool that runs: politely first, so that it can stop what it has started, then for good. */
export async function stopAll() {
  stopping = true;
  const running = [...children];
  const ended = Promise.all(running.map((child) => new Promise((resolve) => child.once('exit', resolve))));
  for (const child of running) child.kill('SIGTERM');
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, patience))]);
  for (const child of running) child.kill('SIGKILL');
}

/** Ends the process, its tools first. */
export async function end(status) {
  if (stopping) return;
  await stopAll();
  process.exit(status);
}

/** Ends the process if a tool ends that was to stay. */
export function mustStay(child, name) {
  child.once('error', (error) => {
    console.error(`${name} cannot be started: ${error.message}`);
    void end(1);
  });
  child.once('exit', (code, signal) => {
    if (stopping) return;
    console.error(`${name} ended with ${code ?? signal}.`);
    void end(1);
  });
}

/** Ends the process on Ctrl-C, on SIGTERM, when the terminal closes, and when whoever started it is gone. */
export function endWithParent() {
  const statuses = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  for (const [signal, status] of Object.entries(statuses)) process.on(signal, () => void end(status));
  whenParentIsGone(() => void end(1));
}
