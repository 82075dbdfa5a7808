import { launchBrowser } from '../support/browser.ts';
import type { EngineBrowser } from './browser.ts';

/** The Chromium of the other browser tests. */
export async function chromium(): Promise<EngineBrowser> {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  return {
    version: browser.version(),
    async visit(url) {
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    close: () => browser.close(),
  };
}
