import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function runnable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium to test with: `CHROMIUM_PATH`, else one of the system, else Playwright's own; undefined if there is none. */
export function findChromium() {
  const given = process.env['CHROMIUM_PATH'];
  if (given) {
    if (!runnable(given)) throw new Error(`CHROMIUM_PATH is ${given}, which cannot be run.`);
    return given;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const system = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(runnable);
  return system ?? [chromium.executablePath()].find(runnable);
}

/** Finds a Chromium or installs one: Debian's package when root on Debian, else Playwright's download. */
export function installChromium() {
  const present = findChromium();
  if (present) return present;
  const options = { stdio: 'inherit' };
  if (process.getuid?.() === 0 && runnable('/usr/bin/apt-get')) {
    console.log('Installing Chromium from Debian …');
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
      ...options,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } else {
    console.log('Installing Chromium by Playwright …');
    execFileSync(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], options);
  }
  const installed = findChromium();
  if (!installed) throw new Error('No Chromium could be installed. Install one, or set CHROMIUM_PATH.');
  return installed;
}
