import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds; only complete events have it. */
  readonly dur?: number;
}

const categories = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];
const mark = 'traced page';

/**
 * The longest task (ms) of a page's main thread while `work` goes on, from a trace: the browser's own reports of long tasks
 * begin at 50 ms.
 * @throws Error if the trace has no tasks of the page.
 */
export async function longestTask(browser: Browser, page: Page, work: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories });
  await page.evaluate((name) => performance.mark(name), mark);
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const own = traceEvents.find(({ name }) => name === mark);
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && pid === own?.pid && tid === own.tid);
  if (tasks.length === 0) throw new Error('The trace has no tasks of the page.');
  return Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000;
}
