import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './chromium.mjs';

/**
 * WebGL on the CPU (SwiftShader), and no traffic of the browser's own. Pages themselves are composed in software, as Chromium
 * does by itself where there is no GPU: through SwiftShader's WebGL each frame would take 70 ms, which no reader has.
 */
const browserArguments = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
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
