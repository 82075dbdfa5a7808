import { readFile } from 'node:fs/promises';
import {
  readRelease,
  releaseManifestSchema,
  type ReleasedRun,
  type ReleaseManifest,
} from '../../lib/results/release.ts';

const folder = 'content/releases';

/** A release as pages see it. */
export interface LatestRelease {
  readonly manifest: ReleaseManifest;
  readonly runs: readonly ReleasedRun[];
}

let latest: Promise<LatestRelease> | undefined;

/** The latest release on disk, its files checked against the manifest. Read once per build. */
export function latestRelease(): Promise<LatestRelease> {
  latest ??= read();
  return latest;
}

async function read(): Promise<LatestRelease> {
  const { release } = JSON.parse(await readFile(`${folder}/latest.json`, 'utf8')) as { release: string };
  const manifest = releaseManifestSchema.parse(
    JSON.parse(await readFile(`${folder}/${release}/manifest.json`, 'utf8')),
  );
  const files = new Map<string, Uint8Array>();
  for (const { name } of manifest.files) files.set(name, await readFile(`${folder}/${release}/${name}`));
  return { manifest, runs: await readRelease({ manifest, files }) };
}
