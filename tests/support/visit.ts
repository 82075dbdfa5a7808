import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The pages of one test, and what went wrong in any of them. */
export interface Visit {
  /** Errors of scripts, requests to other hosts, and whatever the pages' content policy refused. */
  readonly faults: readonly string[];
  /** A page of its own: no cookies, storage or cache of another. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** Closes them all. */
  end(): Promise<void>;
}

/** Makes each visit of a page wait until its own scripts run, which is after the first paint (site/scripts/after-paint.js). */
function whenStarted(page: Page): void {
  const goto = page.goto.bind(page);
  page.goto = async (...where) => {
    const response = await goto(...where);
    await page.evaluate(() => (globalThis as { started?: Promise<unknown> }).started);
    return response;
  };
}

/** Begins a visit of the site at `origin`. */
export function beginVisit(browser: Browser, origin: string): Visit {
  const faults: string[] = [];
  const pages: Page[] = [];
  return {
    faults,
    async newPage(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        // What a service worker fetches cannot be routed by a test.
        serviceWorkers: 'block',
        ...options,
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) faults.push(message.text());
      });
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) faults.push(url);
      });
      pages.push(page);
      if (options.javaScriptEnabled !== false) whenStarted(page);
      return page;
    },
    async end() {
      await Promise.all(pages.map((page) => page.context().close()));
    },
  };
}

/** Scrolls to what holds one widget until that is live: sections on the way are laid out as they come near, and move it. */
export async function comeTo(place: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await place.scrollIntoViewIfNeeded();
      return place.locator('astro-island').first().getAttribute('ssr');
    })
    .toBeNull();
}

/** Waits until the whole article is laid out, which begins with whatever the reader does first (site/scripts/layout.ts). */
export async function layOutAll(page: Page): Promise<void> {
  await page.keyboard.press('Shift');
  await page.waitForFunction(() => document.querySelector('.sections > .section:not([data-laid-out])') === null);
}
