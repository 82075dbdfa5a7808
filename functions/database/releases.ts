import { releaseManifestSchema, type ReleaseManifest } from '../../lib/results/manifest.ts';
import { Problem } from '../problems/problem.ts';
import { detailsStatement, joinParts } from './details.ts';
import { manifestName, ofRelease } from './of-release.ts';

/** A release that the database holds. */
export interface KnownRelease {
  readonly release: string;
  readonly date: string;
  /** How to cite it. */
  readonly citation: string;
  readonly latest: boolean;
}

type Row = Omit<KnownRelease, 'latest'> & { readonly latest: number };

const columns = 'release, date, citation, latest';

const known = ({ latest, ...row }: Row): KnownRelease => ({ ...row, latest: latest === 1 });

/**
 * What an isolate remembers of a database's releases, so that most questions are one question to it and not two: for good of
 * those that are named, since they are immutable, and for a moment which is the latest; answers about that one may be minutes
 * old anyhow.
 */
interface Memory {
  readonly named: Map<string, KnownRelease>;
  latest?: { readonly release: KnownRelease; readonly until: number };
}
const memories = new WeakMap<D1Database, Memory>();
const moment = 5000;

function memoryOf(database: D1Database): Memory {
  let memory = memories.get(database);
  if (!memory) memories.set(database, (memory = { named: new Map() }));
  return memory;
}

/** The release that addresses without a release mean. @throws Problem if there is none. */
export async function latestRelease(database: D1Database): Promise<KnownRelease> {
  const memory = memoryOf(database);
  if (memory.latest && Date.now() < memory.latest.until) return memory.latest.release;
  const row = await database.prepare(`SELECT ${columns} FROM releases WHERE latest = 1`).first<Row>();
  if (!row) throw new Problem('no-release', 'The database holds no release yet; load one with `npm start`.');
  memory.latest = { release: known(row), until: Date.now() + moment };
  return memory.latest.release;
}

/** The release of that id. @throws Problem if there is none. */
export async function findRelease(database: D1Database, release: string): Promise<KnownRelease> {
  const { named } = memoryOf(database);
  const remembered = named.get(release);
  if (remembered) return remembered;
  const statement = database.prepare(`SELECT ${columns} FROM releases WHERE release = ?`);
  const row = await statement.bind(release).first<Row>();
  if (!row) throw unknownRelease(release);
  named.set(release, known(row));
  return known(row);
}

/** Every release, newest first. */
export async function listReleases(database: D1Database): Promise<KnownRelease[]> {
  const statement = database.prepare(`SELECT ${columns} FROM releases ORDER BY date DESC, release`);
  return (await statement.all<Row>()).results.map(known);
}

/** The manifest of a release, as it was published. @throws Problem if there is no such release. */
export async function readManifest(database: D1Database, release: string): Promise<ReleaseManifest> {
  const { results } = await detailsStatement(database, release, ofRelease, [manifestName]).all();
  const manifest = joinParts(results).get(manifestName);
  if (manifest === undefined) throw unknownRelease(release);
  return releaseManifestSchema.parse(JSON.parse(new TextDecoder().decode(manifest)));
}

function unknownRelease(release: string): Problem {
  return new Problem('not-found', `There is no release ${release}.`, { links: { releases: '/api/v1/releases' } });
}
