import { followProgress, formatProgress } from './progress.ts';
import type { SweepEvent, SweepResult } from './run.ts';

/** Shows a sweep to someone. */
export interface Reporter {
  see(event: SweepEvent): void;
  /** Says something that is of no job. */
  say(text: string): void;
  /** The last word; nothing may be seen afterwards. */
  end(result: SweepResult): void;
  /** Clears what is half written, if the sweep ends by an error. */
  abandon(): void;
}

/** Where text goes: `process.stdout`, or a test. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Seconds between two lines where lines cannot be rewritten, and between two updates of a line. */
const lineInterval = 5;
const updateInterval = 0.25;

/** What went wrong with single jobs, in a line each; null for what is not worth a line. */
function remark(event: SweepEvent): string | null {
  if (event.event === 'start' || event.event === 'finished') return null;
  const { group, id } = event.job;
  const name = `${group}/${id}`;
  if (event.event === 'damaged') return `${name}: its record is damaged (${event.reason}) and is made anew.`;
  if (event.event === 'retry') return `${name}: attempt ${event.attempt} crashed and is repeated: ${event.error}`;
  return `${name}: failed after ${event.attempts} attempts: ${event.error}`;
}

/** Progress for people: one line that is rewritten on a terminal, a line now and then elsewhere. */
export function textReporter(output: Output, clock: () => number = () => performance.now()): Reporter {
  const progress = followProgress(clock);
  const rewrites = output.isTTY === true;
  // A terminal that does not know its width says 0.
  const width = output.columns !== undefined && output.columns > 0 ? output.columns : 80;
  const clear = () => {
    if (rewrites) output.write('\r\u001b[K');
  };
  const show = () => {
    const line = formatProgress(progress.now());
    if (!rewrites) output.write(`${line}\n`);
    else {
      clear();
      output.write(line.slice(0, width - 1));
    }
  };
  const print = (text: string) => {
    clear();
    output.write(`${text}\n`);
  };
  let shown = clock();
  // Keeps the estimate alive through jobs that take minutes.
  const timer = rewrites ? setInterval(show, 1000) : undefined;
  timer?.unref();
  return {
    see: (event) => {
      progress.see(event);
      const text = remark(event);
      if (text !== null) print(text);
      const interval = (rewrites ? updateInterval : lineInterval) * 1000;
      if (event.event === 'start' || clock() - shown >= interval) {
        shown = clock();
        show();
      }
    },
    say: print,
    end: ({ stopped, failed }) => {
      clearInterval(timer);
      print(formatProgress(progress.now()));
      if (stopped) output.write('Stopped. The same command continues where this one was.\n');
      else if (failed.length > 0) output.write(`${failed.length} jobs failed. The same command tries them again.\n`);
    },
    abandon: () => {
      clearInterval(timer);
      clear();
    },
  };
}

/** Progress for programs: one JSON object a line, for every event and the end. */
export function jsonReporter(output: Output, clock: () => number = () => performance.now()): Reporter {
  const progress = followProgress(clock);
  const print = (value: unknown) => {
    output.write(`${JSON.stringify(value)}\n`);
  };
  return {
    see: (event) => {
      progress.see(event);
      const { done, jobs, failed, rate, secondsLeft } = progress.now();
      if (event.event === 'start') print(event);
      else {
        const { job, ...rest } = event;
        print({ ...rest, id: job.id, group: job.group, done, jobs, failures: failed, rate, secondsLeft });
      }
    },
    say: (text) => {
      print({ event: 'notice', text });
    },
    end: ({ already, finished, failed, stopped }) => {
      print({ event: 'end', already, finished, failed: failed.map(({ id }) => id), stopped });
    },
    abandon: () => undefined,
  };
}
