import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import { executorIds, type ExecutorId } from '../executor.ts';
import { recordsRoot } from '../places.ts';
import { parseShard } from '../shard.ts';

/* Options that several commands have, each defined once. */

/** Makes a reader of option values whose RangeError commander shows with the option's name. */
function reading<T>(read: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      if (error instanceof RangeError) throw new InvalidArgumentError(error.message);
      throw error;
    }
  };
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Allowed is a whole number from 1.');
  return value;
}

export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 1e6)) {
    throw new InvalidArgumentError('Allowed is a number of seconds above 0, at most 1000000.');
  }
  return value;
}

export const executorOption = () =>
  new Option('--executor <id>', 'how jobs are run: here, in processes of this machine, or by "sweep work" anywhere')
    .choices([...executorIds])
    .default('processes' satisfies ExecutorId);

export const jobsOption = () =>
  new Option('--jobs <n>', 'processes at the same time').argParser(wholeNumber).default(availableParallelism());

export const onlyOption = () => new Option('--only <groups...>', 'these groups only');

export const shardOption = () =>
  new Option('--shard <i/n>', 'the i-th of n parts only, for the job array of a batch scheduler').argParser(
    reading(parseShard),
  );

export const recordsOption = () =>
  new Option('--records <folder>', 'where the records of all runs are').default(recordsRoot);

export const jsonOption = () => new Option('--json', 'one JSON object a line');

export const redisOption = () =>
  new Option('--redis <url>', 'where Redis is').env('REDIS_URL').default('redis://127.0.0.1:6379');

export const patienceOption = () =>
  new Option('--patience <seconds>', 'how long Redis may be away').argParser(seconds).default(600);
