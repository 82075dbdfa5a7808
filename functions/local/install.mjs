// What `npm start`, `npm run dev` and `npm test` need before anything else: the packages of package-lock.json, and the
// Node among them. Runs on any Node that npm runs on, and imports nothing that must be installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whenParentIsGone } from './parent.mjs';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
export const root = at('');
const tools = at('node_modules/.bin');
const projectNode = at('node_modules/.bin/node');
/** The first Node that runs our TypeScript as it is. */
const leastNode = [22, 18];

/** What every tool is told: its own Node first, no telemetry, no questions, no background, no calls home. */
export function toolEnvironment() {
  return {
    ...process.env,
    PATH: `${tools}${delimiter}${process.env['PATH'] ?? ''}`,
    WRANGLER_SEND_METRICS: 'false',
    ASTRO_TELEMETRY_DISABLED: '1',
    ASTRO_DEV_BACKGROUND: '0',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    CI: process.env['CI'] ?? '1',
  };
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(at(path), 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Optional packages may be missing, except for the Node of this machine: everything else runs on it. */
const isNeeded = (path, { optional, devOptional, os = [], cpu = [] }) =>
  !(optional || devOptional) ||
  (/^node_modules\/node-/.test(path) && os.includes(process.platform) && cpu.includes(process.arch));

/** The packages that package-lock.json asks for and that node_modules lacks or has in another version. */
export function missingPackages() {
  const wanted = readPackages('package-lock.json') ?? {};
  const present = readPackages('node_modules/.package-lock.json') ?? {};
  return Object.entries(wanted)
    .filter(([path]) => path !== '')
    .filter(([path, entry]) => isNeeded(path, entry))
    .filter(([path, { version }]) => present[path]?.version !== version || !existsSync(at(path)))
    .map(([path]) => path.replace(/^node_modules\//, ''));
}

/** Installs what is missing. Ends the process with an explanation if that fails. */
export function ensureInstalled() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const some = missing.slice(0, 3).join(', ');
  console.log(`Installing ${missing.length} packages (${some}${missing.length > 3 ? ', …' : ''})`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, error } = spawnSync(npm, ['install', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
  if (status === 0) return;
  console.error(error ? `npm cannot be started: ${error.message}` : `npm install failed with status ${status}.`);
  process.exit(1);
}

const isNewEnough = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
};

/**
 * Goes on in the project's own Node: runs `script` there with this process's arguments and ends as it ends.
 * @returns false at once if this is that Node already, or if there is none for this machine and this one is new enough.
 */
export function continueInProjectNode(script) {
  if (process.env['PROJECT_NODE'] === '1') return false;
  if (!existsSync(projectNode)) {
    if (isNewEnough()) return false;
    console.error(`This is Node ${process.version}; needed is ${leastNode.join('.')} or later.`);
    process.exit(1);
  }
  const env = { ...toolEnvironment(), PROJECT_NODE: '1' };
  const child = spawn(projectNode, [script, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  whenParentIsGone(() => child.kill('SIGTERM'));
  child.once('error', (error) => {
    console.error(`${projectNode} cannot be started: ${error.message}`);
    process.exit(1);
  });
  child.once('exit', (status, signal) => process.exit(status ?? (signal === 'SIGINT' ? 130 : 143)));
  return true;
}
