// Where the local database and caches are kept: STATE_DIR, relative to the project, by default where wrangler keeps them.
// Two servers that run at the same time need a folder each: SQLite files are locked by whoever writes.
import { join } from 'node:path';

const stateFolder = process.env['STATE_DIR'] || '.wrangler/state';

/** The local D1's files; wrangler's own layout. */
export const databaseFolder = join(stateFolder, 'v3/d1');

/** What tells wrangler about the folder. */
export const stateFlag = `--persist-to=${stateFolder}`;
