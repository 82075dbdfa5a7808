/** Running Vitest's suites and other commands one after the other or side by side, and closing with counts. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const outputFolder = 'tests/output';

const counted = (name, passed) => ({ name, passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

/** A command that counts as one test, for a lane. */
export const check = (name, command, args) => async (env) => counted(name, await run(name, command, args, env));

/** One project of vitest.config.ts, for a lane. */
export const suite = (project) => async (env) => {
  mkdirSync(outputFolder, { recursive: true });
  const file = `${outputFolder}/${project}.json`;
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const name = `${project} tests`;
  const passed = await run(name, 'vitest', ['run', '--project', project, ...reporters], env);
  return { name, ...counts(file, passed) };
};

/** Runs checks and suites in lanes, one lane beside the other; what each prints comes when it ends. Results lane by lane. */
export async function runLanes(lanes, env) {
  const runLane = async (lane) => {
    const results = [];
    for (const start of lane) results.push(await start(env));
    return results;
  };
  return (await Promise.all(lanes.map(runLane))).flat();
}

/** Runs a command; what it prints comes when it has ended, with how it went and how long it took. True if it succeeded. */
function run(name, command, args, env) {
  const start = performance.now();
  const printed = [];
  console.log(`\n── ${name}: begins`);
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk));
  return new Promise((resolve) => {
    child.once('error', (error) => printed.push(Buffer.from(`${error.message}\n`)));
    child.once('close', (status) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(`\n── ${name}\n${Buffer.concat(printed).toString()}`);
      console.log(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
      resolve(status === 0);
    });
  });
}

/** Prints each failed test once more, what was counted, and the sums last, for whoever sees only the end; sets the exit code. */
export function close(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const line = ({ passed, failed, skipped }) =>
    `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
  for (const { name, failures = [] } of results)
    for (const { test, why } of failures) console.log(`\n✗ ${name}: ${test}\n${why}`);
  console.log('');
  for (const result of results) console.log(`${result.failed ? '✗' : '✓'} ${result.name}: ${line(result)}`);
  console.log(`\n${line({ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') })}`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

/** What a suite counted. One that broke without a failed test, or ran none, has failed once. */
function counts(file, passed) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
    const broken = (!passed && numFailedTests === 0) || numPassedTests + numFailedTests === 0;
    return {
      passed: numPassedTests,
      failed: numFailedTests + (broken ? 1 : 0),
      skipped: numPendingTests + numTodoTests,
      failures: failures(report),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const longestReason = 2000;

/** The failed tests of Vitest's JSON report, and the files that broke before any test. */
function failures({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        test: fullName,
        why: failureMessages.join('\n').slice(0, longestReason),
      }));
    return failed.length === 0 && status === 'failed' ? [{ test: name, why: message.slice(0, longestReason) }] : failed;
  });
}
