// What is served: the kernel, the site, the files of the releases.
import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';
import { run } from './process.mjs';
import { hashOf, readStamp, writeStamp } from './stamp.mjs';

const stamp = '.cache/site';
const inputs = ['site', 'content', 'lib', 'astro.config.mjs', 'tsconfig.json', 'package-lock.json'];

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
  rmSync(join(root, 'dist/built'), { recursive: true, force: true });
  rmSync(join(root, stamp), { force: true });
}

/** Puts the files of the releases where `/data/<release>/<file>` is served from, and removes those that are gone. */
export function publishReleases() {
  const [from, to] = ['content/releases', 'dist/data'].map((path) => join(root, path));
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  if (!statSync(from, { throwIfNoEntry: false })) return;
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) cpSync(join(from, entry.name), join(to, entry.name), { recursive: true });
  }
}
