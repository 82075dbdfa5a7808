import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { launchBrowser } from './browser.ts';
import { beginVisit, type Visit } from './visit.ts';

/** The visit of the site that the test at hand makes. */
export interface Visiting {
  /** As of the visit. */
  readonly faults: Visit['faults'];
  readonly newPage: Visit['newPage'];
  /** A page of its own at a path of the site. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
}

/** Gives the tests of a file a browser, and each of them a visit that ends with it. */
export function visiting(): Visiting {
  const origin = inject('origin');
  let browser: Browser;
  let visit: Visit;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(() => {
    visit = beginVisit(browser, origin);
  });
  afterEach(async () => {
    await visit.end();
  });
  const newPage = (options?: BrowserContextOptions) => visit.newPage(options);
  return {
    get faults() {
      return visit.faults;
    },
    newPage,
    open: async (path, options) => {
      const page = await newPage(options);
      await page.goto(origin + path);
      return page;
    },
  };
}
