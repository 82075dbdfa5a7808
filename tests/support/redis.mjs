import { canInstallPackages, fromEnvironment, installPackages, onPath } from './debian.mjs';

/** The Redis to test with: `REDIS_SERVER`, else the system's; undefined if there is none. */
export function findRedis() {
  return fromEnvironment('REDIS_SERVER') ?? onPath('redis-server');
}

/** Finds a Redis or installs Debian's. Tests start one of their own; a service that the package brings is left alone. */
export function installRedis() {
  const present = findRedis();
  if (present) return present;
  if (canInstallPackages()) {
    console.log('Installing Redis from Debian …');
    installPackages('redis-server');
  }
  const installed = findRedis();
  if (!installed) throw new Error('No Redis could be installed. Install redis-server 7, or set REDIS_SERVER.');
  return installed;
}
