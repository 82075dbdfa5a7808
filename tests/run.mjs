/**
 * `npm test`: installs what is missing, builds, checks and tests everything, and closes with counts.
 * Starts on any Node that npm runs on; the rest runs on the Node that npm installed.
 */
import { ensureInstalled, toolEnvironment } from '../functions/local/install.mjs';
import { close, runCheck, runLanes, runSuite } from './support/suites.mjs';

/** What makes files that the checks below read; one command each, as the checks are. */
const preparations = [
  ['worker types', 'node', ['functions/local/types.mjs']],
  ['site types', 'astro', ['sync']],
  ['kernel build', 'node', ['lib/training/kernel/build.mjs']],
];

/** Checks: the slowest beside the others, since each keeps one core busy. */
const slowest = [['eslint', 'eslint', ['.', '--max-warnings', '0']]];
const others = [
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

const results = preparations.map(([name, command, args]) => runCheck(name, command, args, env));
results.push(...(await runLanes([slowest, others], env)));
for (const suite of suites) results.push(runSuite(suite, env));
close(results);
