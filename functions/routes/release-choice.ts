import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { findRelease, latestRelease, type KnownRelease } from '../database/releases.ts';
import type { AppEnvironment } from '../environment.ts';
import { runsAddress } from '../links.ts';
import type { Lifetime } from '../middleware/conditional.ts';
import { Problem } from '../problems/problem.ts';
import { releaseParameter } from '../schemas.ts';

/** The release that an address means, and how long its answer may be kept. */
export type Choice = readonly [release: KnownRelease, lifetime: Lifetime];

/** A choice not made yet: a question that makes no sense is refused before the database is asked. */
export type Choose = () => Promise<Choice>;

/** For addresses without a release. */
export async function chooseLatest(c: Context<AppEnvironment>): Promise<Choice> {
  return [await latestRelease(c.env.DB), 'latest'];
}

/** For addresses that name a release: they mean the same for ever. */
export async function choosePinned(c: Context<AppEnvironment>, name: string): Promise<Choice> {
  return [await findRelease(c.env.DB, name), 'pinned'];
}

const id = z.string().meta({ description: 'Id of a run, 20 hexadecimal digits.' });

/** Path parameters of the addresses under `/runs`, and of their twins under a release. */
export const params = {
  run: z.object({ id }),
  release: z.object({ release: releaseParameter }),
  pinnedRun: z.object({ release: releaseParameter, id }),
};

/** The addresses of runs under a release. */
export const pinnedRuns = '/releases/{release}/runs' as const;

/** What the summary of an address without a release ends with. */
export const ofLatest = ', of the latest release';

/** The problem of asking for a run that a release does not hold. */
export function unknownRun(release: string, id: string): Problem {
  return new Problem('not-found', `Release ${release} has no run ${id}.`, { links: { runs: runsAddress(release) } });
}
