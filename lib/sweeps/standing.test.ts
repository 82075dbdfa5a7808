import { describe, expect, it } from 'vitest';
import { jobOf, recordOf } from './fixtures.ts';
import { formatStandings, readStandings } from './standing.ts';
import type { StoredOutcome } from './store.ts';

const jobs = [1, 2, 3, 4].map((seed) => ({ ...jobOf(seed), cost: seed }));
const plan = { id: 'test', jobs };
const outcomes: StoredOutcome[] = [
  { kind: 'finished', record: recordOf(jobs[0]!) },
  { kind: 'failed', id: jobs[1]!.id, attempts: 3, error: 'Error: no' },
  { kind: 'damaged', reason: 'it is no JSON (3 characters)' },
  { kind: 'missing' },
];
const asked: string[] = [];
const store = {
  read: ({ id }: { id: string }) => {
    asked.push(id);
    return Promise.resolve(outcomes[jobs.findIndex((job) => job.id === id)]!);
  },
};

describe('readStandings', () => {
  it('counts jobs by what is on disk, and says of those to be repeated why', async () => {
    const [standing] = await readStandings([plan], store);
    expect(standing).toMatchObject({
      sweep: 'test',
      jobs: 4,
      finished: 1,
      failed: 1,
      damaged: 1,
      missing: 1,
      share: 0.1,
    });
    expect(formatStandings([standing!]).split('\n')).toEqual([
      'sweep  jobs  finished  missing  failed  damaged  done',
      'test      4         1        1       1        1  10 %',
      `test/one/${jobs[1]!.id} failed after 3 attempts: Error: no`,
      `test/one/${jobs[2]!.id} its record is damaged: it is no JSON (3 characters)`,
    ]);
  });

  it('does not read again what was finished', async () => {
    const finished = new Set<string>();
    const first = await readStandings([plan], store, finished);
    asked.length = 0;
    expect(await readStandings([plan], store, finished)).toEqual(first);
    expect(asked).toEqual(jobs.slice(1).map(({ id }) => id));
  });
});
