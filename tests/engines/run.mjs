/**
 * `npm run test:engines [-- --allow-missing]`: the kernel's bits and the live figure in Chromium's, Firefox's and WebKit's
 * engines. Installs what is missing. A browser that cannot be had is named and fails; with `--allow-missing` it is named
 * and counts as skipped.
 */
import { parseArgs } from 'node:util';
import { ensureInstalled, toolEnvironment } from '../../functions/local/install.mjs';
import { check, close, runLanes, suite } from '../support/suites.mjs';

const { values } = parseArgs({ options: { 'allow-missing': { type: 'boolean', default: false } } });

ensureInstalled();
const { obtain } = await import('./programs.mjs');
const missing = [];
for (const name of ['Chromium', 'Firefox', 'WebKit']) {
  try {
    obtain(name);
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    missing.push(name);
  }
}

const env = { ...toolEnvironment(), LEFT_OUT_ENGINES: values['allow-missing'] ? missing.join() : '' };
const lane = [check('kernel build', 'node', ['lib/training/kernel/build.mjs']), suite('engines')];
const results = await runLanes([lane], env);
if (missing.length > 0) console.log(`\nNot tested, because missing: ${missing.join(', ')}`);
close(results);
