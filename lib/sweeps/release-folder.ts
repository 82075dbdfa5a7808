import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { dataPackage } from '../results/datapackage.ts';
import { releaseManifestSchema, type ReleaseManifest } from '../results/manifest.ts';
import { readme } from '../results/readme.ts';
import type { Release } from '../results/release.ts';
import { syncFolder, writeWhole } from './store.ts';

/** Name of the file that says which release is the latest: `{ "release": "<id>" }`. */
const latestName = 'latest.json';

/**
 * Writes a release to `<root>/<id>/` and names it in `<root>/latest.json`. The folder appears whole or not at all. One that
 * is there already is kept as it is, because a release never changes.
 * @returns whether it is new.
 * @throws Error if the release that is there is damaged.
 */
export async function writeRelease(root: string, { manifest, files }: Release): Promise<boolean> {
  const folder = join(root, manifest.release);
  await mkdir(root, { recursive: true });
  const isNew = !(await readdir(root)).includes(manifest.release);
  if (isNew) {
    const draft = join(root, `.${manifest.release}.${process.pid}.draft`);
    await rm(draft, { recursive: true, force: true });
    try {
      await mkdir(draft);
      for (const [name, bytes] of files) await writeWhole(draft, name, bytes);
      for (const [name, text] of documents(manifest)) await writeWhole(draft, name, text);
      await rename(draft, folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    await syncFolder(root);
  } else {
    const present = await loadRelease(root, manifest.release);
    requireSame(present, { manifest, files });
  }
  await writeWhole(root, latestName, `${JSON.stringify({ release: manifest.release })}\n`);
  return isNew;
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** What stands beside a release's data: all of it follows from the manifest. */
const documents = (manifest: ReleaseManifest): [name: string, text: string][] => [
  ['manifest.json', json(manifest)],
  ['datapackage.json', json(dataPackage(manifest))],
  ['README.md', readme(manifest)],
];

function requireSame(present: Release, made: Release): void {
  for (const [name, bytes] of made.files) {
    const there = present.files.get(name);
    if (there === undefined || Buffer.compare(there, bytes) !== 0) {
      throw new Error(`${name} of release ${made.manifest.release} is on disk with other bytes; remove that folder.`);
    }
  }
}

/**
 * Reads a release's manifest and files from `<root>/<id>/`; `readRelease` then checks hashes.
 * @throws Error if there is no such release, or a file of the manifest is missing; ZodError if the manifest is not one.
 */
export async function loadRelease(root: string, id: string): Promise<Release> {
  const folder = join(root, id);
  const entries = await readdir(root, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  if (!ids.includes(id)) {
    throw new Error(`There is no release ${id} in ${root}; there are ${ids.join(', ') || 'none'}.`);
  }
  const manifest = releaseManifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  const files = new Map<string, Uint8Array>();
  for (const { name } of manifest.files) files.set(name, new Uint8Array(await readFile(join(folder, name))));
  return { manifest, files };
}

/** The id of the latest release in a folder of releases. @throws Error if `latest.json` cannot be read or names none. */
export async function latestRelease(root: string): Promise<string> {
  const text = await readFile(join(root, latestName), 'utf8');
  return z.object({ release: z.string() }).parse(JSON.parse(text)).release;
}
