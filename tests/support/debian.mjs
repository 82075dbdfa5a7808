/** Programs of the system, and Debian's packages for those that it lacks. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export function runnable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of the first program of these names on PATH; undefined if there is none. */
export function onPath(...names) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(runnable);
}

/** The program that the environment variable names; undefined if it is not set. */
export function fromEnvironment(variable) {
  const given = process.env[variable];
  if (given && !runnable(given)) throw new Error(`${variable} is ${given}, which cannot be run.`);
  return given || undefined;
}

/** Whether packages can be installed here: root on Debian or one of its kin. */
export const canInstallPackages = () => process.getuid?.() === 0 && runnable('/usr/bin/apt-get');

let updated = false;

/** Installs Debian packages without what they recommend; waits up to ten minutes for another installation to end. */
export function installPackages(...names) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=600', ...args], { stdio: 'inherit', env: environment });
  if (!updated) apt('update');
  updated = true;
  apt('install', '-y', '--no-install-recommends', ...names);
}
