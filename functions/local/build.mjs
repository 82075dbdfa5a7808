// What is served: the kernel, the site, the files of the releases.
import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';
import { run } from './process.mjs';
import { hashOf, readStamp, writeStamp } from './stamp.mjs';

const stamp = '.cache/site';
const inputs = [
  ...['site', 'content', 'docs', 'lib', 'functions/openapi.json', 'CITATION.cff'],
  ...['astro.config.mjs', 'tsconfig.json', 'package-lock.json'],
];

/** Compiles the kernel, if its sources have changed. */
export async function buildKernel() {
  console.log((await run('node', ['lib/training/kernel/build.mjs'])).trim());
}

/** Names the inputs and the page made of them, so that neither can go stale alone. */
function stampOf(hash) {
  const page = statSync(join(root, 'dist/index.html'), { throwIfNoEntry: false });
  return page ? `${hash} ${page.mtimeMs}\n` : undefined;
}

/** Builds the site, if anything that it is made of has changed. */
export async function buildSite() {
  const hash = hashOf(...inputs);
  const before = stampOf(hash);
  if (before !== undefined && readStamp(stamp) === before) {
    console.log('site: up to date');
    return;
  }
  console.log('site: building');
  await run('astro', ['build']);
  publishReleases();
  writeStamp(stamp, stampOf(hash));
}

/** Removes the figures' files of an earlier build, so that the Worker draws them by the code as it is now. */
export function removeBuiltFigures() {
  for (const name of foldersIn('dist/built')) {
    if (isRelease.test(name)) rmSync(join(root, 'dist/built', name), { recursive: true, force: true });
  }
  rmSync(join(root, stamp), { force: true });
}

const isRelease = /^[0-9a-f]{12}$/;

/** Names of the folders in one, which need not exist. */
function foldersIn(path) {
  if (!statSync(join(root, path), { throwIfNoEntry: false })) return [];
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/**
 * Puts the files of the releases where `/data/<release>/<file>` is served from, beside their landing pages, and removes the
 * releases that are gone.
 */
export function publishReleases() {
  const [from, to] = ['content/releases', 'dist/data'];
  const present = foldersIn(from);
  for (const name of foldersIn(to)) {
    if (!present.includes(name)) rmSync(join(root, to, name), { recursive: true, force: true });
  }
  mkdirSync(join(root, to), { recursive: true });
  for (const name of present) cpSync(join(root, from, name), join(root, to, name), { recursive: true });
}
