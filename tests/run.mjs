/**
 * `npm test`: installs what is missing, builds, checks and tests everything, and closes with counts.
 * Starts on any Node that npm runs on; the rest runs on the Node that npm installed.
 */
import { ensureInstalled, toolEnvironment } from '../functions/local/install.mjs';
import { check, close, runLanes, suite } from './support/suites.mjs';

/** What makes files that the checks below read. */
const preparations = [
  check('worker types', 'node', ['functions/local/types.mjs']),
  check('site types', 'astro', ['sync']),
  check('kernel build', 'node', ['lib/training/kernel/build.mjs']),
];

/** Checks: the slowest beside the others, since each keeps one core busy. */
const slowest = [check('eslint', 'eslint', ['.', '--max-warnings', '0'])];
const others = [
  check('prettier', 'prettier', ['--check', '--log-level', 'warn', '.']),
  check('knip', 'knip', []),
  check('types', 'tsc', ['-p', '.']),
  check('worker code types', 'tsc', ['-p', 'functions']),
  check('local server types', 'tsc', ['-p', 'functions/local']),
  check('astro check', 'astro', ['check', '--minimumFailingSeverity', 'warning']),
];

/** Suites that fill both cores. */
const wide = [suite('unit'), suite('workerd')];
/** Suites that mostly keep one core busy, or wait. */
const narrow = [[suite('sweeps')], [suite('browser')]];

ensureInstalled();
const { installChromium } = await import('./support/chromium.mjs');
const { installRedis } = await import('./support/redis.mjs');
const env = { ...toolEnvironment(), CHROMIUM_PATH: installChromium(), REDIS_SERVER: installRedis() };

const results = [];
for (const lanes of [[preparations], [slowest, others], [wide], narrow]) results.push(...(await runLanes(lanes, env)));
close(results);
