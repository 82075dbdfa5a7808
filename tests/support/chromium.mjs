import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { canInstallPackages, fromEnvironment, installPackages, onPath, runnable } from './debian.mjs';

/** The Chromium to test with: `CHROMIUM_PATH`, else one of the system, else Playwright's own; undefined if there is none. */
export function findChromium() {
  const given = fromEnvironment('CHROMIUM_PATH');
  const system = given ?? onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  return system ?? [chromium.executablePath()].find(runnable);
}

/** Finds a Chromium or installs one: Debian's package when root on Debian, else Playwright's download. */
export function installChromium() {
  const present = findChromium();
  if (present) return present;
  if (canInstallPackages()) {
    console.log('Installing Chromium from Debian …');
    installPackages('chromium', 'fonts-liberation');
  } else {
    console.log('Installing Chromium by Playwright …');
    execFileSync(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], {
      stdio: 'inherit',
    });
  }
  const installed = findChromium();
  if (!installed) throw new Error('No Chromium could be installed. Install one, or set CHROMIUM_PATH.');
  return installed;
}
