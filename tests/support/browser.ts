import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './chromium.mjs';

/** WebGL on the CPU (SwiftShader), and no traffic of the browser's own. */
const browserArguments = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Starts the Chromium that `npm test` found or installed. */
export async function launchBrowser(extra: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('No Chromium was found; run "npm test", which installs one, or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: [...browserArguments, ...extra] });
}
