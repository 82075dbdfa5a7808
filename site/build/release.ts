import { readdir, readFile } from 'node:fs/promises';
import { releaseManifestSchema, type ReleaseManifest } from '../../lib/results/manifest.ts';
import { readRelease } from '../../lib/results/release.ts';
import type { ReleasedRun } from '../../lib/results/released-run.ts';

const folder = 'content/releases';

/** A release as pages see it. */
export interface PageRelease {
  readonly manifest: ReleaseManifest;
  readonly runs: readonly ReleasedRun[];
}

let releases: Promise<readonly PageRelease[]> | undefined;

/** The releases on disk, the latest first, then by date; their files checked against their manifests. Read once per build. */
export function everyRelease(): Promise<readonly PageRelease[]> {
  releases ??= readAll();
  return releases;
}

/** The latest release. @throws Error if there is none. */
export async function latestRelease(): Promise<PageRelease> {
  const [latest] = await everyRelease();
  if (!latest) throw new Error(`${folder} holds no release; "npm run release" makes one.`);
  return latest;
}

async function readAll(): Promise<PageRelease[]> {
  const { release: latest } = JSON.parse(await readFile(`${folder}/latest.json`, 'utf8')) as { release: string };
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const all = await Promise.all(names.map(({ name }) => read(name)));
  const rank = ({ manifest }: PageRelease) => (manifest.release === latest ? '9' : manifest.date);
  return all.sort((a, b) => (rank(a) > rank(b) ? -1 : 1));
}

async function read(release: string): Promise<PageRelease> {
  const manifest = releaseManifestSchema.parse(
    JSON.parse(await readFile(`${folder}/${release}/manifest.json`, 'utf8')),
  );
  const files = new Map<string, Uint8Array>();
  for (const { name } of manifest.files) files.set(name, await readFile(`${folder}/${release}/${name}`));
  return { manifest, runs: await readRelease({ manifest, files }) };
}
