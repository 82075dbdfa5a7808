/** Migrates and seeds the local database, if migrations or releases have changed. */
export function prepareDatabase(): Promise<void>;
