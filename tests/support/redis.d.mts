/** The Redis to test with: `REDIS_SERVER`, else the system's; undefined if there is none. */
export function findRedis(): string | undefined;
/** Finds a Redis or installs Debian's. */
export function installRedis(): string;
