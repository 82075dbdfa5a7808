import type { TestProject } from 'vitest/node';
import { startSite } from './site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `npm start` serves for the tests, without a slash at the end. */
    origin: string;
  }
}

/** Where the site that serves the tests keeps its database. */
export const stateOfSite = 'tests/output/state';

/** Vitest's global set-up of the browser tests: the whole site and its Worker, started as a user starts them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const site = await startSite(stateOfSite);
  project.provide('origin', site.origin);
  return () => site.stop();
}
