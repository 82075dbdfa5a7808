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

/** The release that addresses without a release mean. @throws Problem if there is none. */
export async function latestRelease(database: D1Database): Promise<KnownRelease> {
  const row = await database.prepare(`SELECT ${columns} FROM releases WHERE latest = 1`).first<Row>();
  if (!row) throw new Problem('no-release', 'The database holds no release yet; load one with `npm start`.');
  return known(row);
}

/** The release of that id. @throws Problem if there is none. */
export async function findRelease(database: D1Database, release: string): Promise<KnownRelease> {
  const statement = database.prepare(`SELECT ${columns} FROM releases WHERE release = ?`);
  const row = await statement.bind(release).first<Row>();
  if (!row) throw unknownRelease(release);
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
