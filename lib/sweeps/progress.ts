import type { RunStatus } from '../experiments/run-record.ts';
import type { SweepEvent } from './run.ts';

/** Where a sweep stands. */
export interface Progress {
  /** Jobs of the sweep; null for a worker, which sees no sweep as a whole. */
  readonly jobs: number | null;
  /** Jobs with a record, those of earlier starts included. */
  readonly done: number;
  readonly failed: number;
  /** Runs of this start by how they ended. */
  readonly statuses: Readonly<Partial<Record<RunStatus, number>>>;
  /** Jobs per second of this start, failed ones included. */
  readonly rate: number;
  /** Estimated seconds to the end; null before the first job of this start has ended. */
  readonly secondsLeft: number | null;
}

/**
 * Follows a sweep by its events. Time left is what the remaining jobs cost (in floating-point operations) at the pace of
 * those that ended, because jobs differ by orders of magnitude and counts would say nothing.
 * @param clock milliseconds from any origin.
 */
export function followProgress(clock: () => number): { see: (event: SweepEvent) => void; now: () => Progress } {
  let started = clock();
  let jobs: number | null = null;
  let already = 0;
  let costLeft = 0;
  let costDone = 0;
  let finished = 0;
  let failed = 0;
  const statuses: Partial<Record<RunStatus, number>> = {};
  const end = (cost: number) => {
    costDone += cost;
    costLeft -= cost;
  };
  const secondsLeft = (seconds: number, ended: number) => {
    if (jobs === null) return null;
    if (ended === jobs - already) return 0;
    return costDone > 0 ? (seconds * Math.max(0, costLeft)) / costDone : null;
  };
  return {
    see: (event) => {
      if (event.event === 'start') {
        started = clock();
        ({ jobs, done: already, cost: costLeft } = event);
      } else if (event.event === 'finished') {
        finished++;
        statuses[event.status] = (statuses[event.status] ?? 0) + 1;
        end(event.job.cost);
      } else if (event.event === 'failed') {
        failed++;
        end(event.job.cost);
      }
    },
    now: () => {
      const seconds = (clock() - started) / 1000;
      const ended = finished + failed;
      return {
        jobs,
        done: already + finished,
        failed,
        statuses: { ...statuses },
        rate: seconds > 0 ? ended / seconds : 0,
        secondsLeft: secondsLeft(seconds, ended),
      };
    },
  };
}

/** A duration for people: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** One line on where a sweep stands, what matters most first: a narrow terminal cuts it. */
export function formatProgress({ jobs, done, failed, statuses, rate, secondsLeft }: Progress): string {
  const parts = [jobs === null ? `${done} done` : `${done} of ${jobs} done`];
  if (jobs !== null && done + failed < jobs) {
    parts.push(secondsLeft === null ? 'time left not known yet' : `about ${formatDuration(secondsLeft)} left`);
  }
  if (rate > 0) parts.push(rate >= 1 ? `${rate.toFixed(1)} jobs/s` : `${(rate * 60).toFixed(1)} jobs/min`);
  for (const [status, count] of Object.entries(statuses)) parts.push(`${count} ${status}`);
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(', ');
}
