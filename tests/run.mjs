/**
 * `npm test`: installs what is missing, builds, checks and tests everything, and closes with counts.
 * Starts on any Node that npm runs on; the rest runs on the Node that npm installed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { ensureInstalled, toolEnvironment } from '../functions/local/install.mjs';

const outputFolder = 'tests/output';

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
const chromium = installChromium();
const env = { ...toolEnvironment(), CHROMIUM_PATH: chromium };
mkdirSync(outputFolder, { recursive: true });

const results = [];
for (const [name, command, args] of checks) {
  const passed = run(name, command, args);
  results.push({ name, passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });
}
for (const suite of suites) {
  const file = `${outputFolder}/${suite}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const passed = run(`${suite} tests`, 'vitest', ['run', '--project', suite, ...reporters]);
  results.push({ name: `${suite} tests`, ...counts(file, passed) });
}

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log('');
for (const { name, passed, failed, skipped } of results) {
  console.log(
    `${failed ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
  );
}
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') ? `, ${sum('skipped')} skipped` : ''}`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

function run(name, command, args) {
  const start = performance.now();
  console.log(`\n── ${name}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env });
  if (error) console.error(error.message);
  console.log(
    `── ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  return status === 0;
}

/** What a suite counted. One that broke without a failed test, or ran none, has failed once. */
function counts(file, passed) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(file, 'utf8'));
    const broken = (!passed && numFailedTests === 0) || numPassedTests + numFailedTests === 0;
    return {
      passed: numPassedTests,
      failed: numFailedTests + (broken ? 1 : 0),
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
