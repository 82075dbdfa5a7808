import puppeteer from 'puppeteer-core';
import type { EngineBrowser } from './browser.ts';
import { findFirefox } from './programs.mjs';

/** Firefox, driven over WebDriver BiDi, which is built into it. */
export async function firefox(): Promise<EngineBrowser> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: findFirefox(), headless: true });
  const page = await browser.newPage();
  return {
    version: (await browser.version()).replace('firefox/', ''),
    async visit(url) {
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    close: () => browser.close(),
  };
}
