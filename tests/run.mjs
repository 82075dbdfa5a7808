/**
 * `npm test`: installs what is missing, builds, checks and tests everything, and closes with counts.
 * Starts on any Node that npm runs on; the rest runs on the Node that npm installed.
 */
import { ensureInstalled, toolEnvironment } from '../functions/local/install.mjs';
import { close, runCheck, runSuite } from './support/suites.mjs';

/** Checks that are one command each. */
const checks = [
  ['worker types', 'node', ['functions/local/types.mjs']],
  ['site types', 'astro', ['sync']],
  ['kernel build', 'node', ['lib/training/kernel/build.mjs']],
  ['eslint', 'eslint', ['.', '--max-warnings', '0']],
  ['prettier', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['knip', 'knip', []],
  ['types', 'tsc', ['-p', '.']],
  ['worker code types', 'tsc', ['-p', 'functions']],
  ['local server types', 'tsc', ['-p', 'functions/local']],
  ['astro check', 'astro', ['check', '--minimumFailingSeverity', 'warning']],
];

/** Test suites of vitest.config.ts. */
const suites = ['unit', 'workerd', 'sweeps', 'browser'];

ensureInstalled();
const { installChromium } = await import('./support/chromium.mjs');
const { installRedis } = await import('./support/redis.mjs');
const env = { ...toolEnvironment(), CHROMIUM_PATH: installChromium(), REDIS_SERVER: installRedis() };

const results = checks.map(([name, command, args]) => runCheck(name, command, args, env));
for (const suite of suites) results.push(runSuite(suite, env));
close(results);
