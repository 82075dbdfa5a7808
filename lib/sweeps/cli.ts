import { Command } from 'commander';
import { addEnqueue } from './commands/enqueue.ts';
import { addExport } from './commands/export.ts';
import { addResume, addRun } from './commands/run.ts';
import { addStatus } from './commands/status.ts';
import { addVerify } from './commands/verify.ts';
import { addWork } from './commands/work.ts';

const program = new Command('sweep').description('Runs the sweeps of content/sweeps: see docs/sweeps.md.');
for (const add of [addRun, addResume, addEnqueue, addWork, addStatus, addVerify, addExport]) add(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
