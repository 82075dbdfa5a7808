import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const file = 'content/updates.yaml';

const updateSchema = z.strictObject({
  date: z.iso.date(),
  /** A correction says what was wrong. */
  kind: z.enum(['update', 'correction']),
  text: z.string(),
});

/** A change of the article that readers should know of. */
export type Update = z.infer<typeof updateSchema>;

/** When the article appeared and what has changed since, newest first. @throws Error if the file is not in that order. */
export function readUpdates(): { published: Update; latest: Update; updates: readonly Update[] } {
  const updates = z
    .array(updateSchema)
    .min(1)
    .parse(parse(readFileSync(file, 'utf8')));
  const wrong = updates.find(({ date }, n) => n > 0 && date > updates[n - 1]!.date);
  if (wrong) throw new Error(`${file}: the entry of ${wrong.date} stands below an older one.`);
  return { published: updates.at(-1)!, latest: updates[0]!, updates };
}

/** "30 November 2026". */
export function longDate(date: string): string {
  return new Date(date).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
