import type { Observations, Trainer } from '../training/trainer.ts';

/** Milliseconds of training between two reports of progress, at least. */
const reportInterval = 60;

export interface ChunkOptions {
  readonly signal?: AbortSignal | undefined;
  /** See `RunOptions.turn`. */
  readonly turn?: (() => Promise<void>) | undefined;
  /** Pause at every step of the schedule, so that more than the trainer observes can be read there. Default false. */
  readonly pauseAtEach?: boolean;
}

/** A stretch of training. */
export interface TrainedChunk {
  /** What was seen in this stretch. */
  readonly observations: Observations;
  /** Updates made since the start, and their number per second. */
  readonly step: number;
  readonly stepsPerSecond: number;
  /** Whether the schedule is done, or a number was no longer finite. */
  readonly ended: boolean;
  /** Whether progress is to be reported: a while after the last time, and at the end. */
  readonly due: boolean;
}

/**
 * Trains along `schedule` in chunks of growing length, so that a short run is one call and a long one can be watched and
 * stopped. The trainer stands at the last step of a chunk while the loop's body runs. Ends early, without an error, when
 * a number is no longer finite: the last observation is then that of the step that was not.
 * @param schedule increasing steps, the last one being the end.
 * @throws the signal's reason once it is aborted, and whatever the trainer throws.
 */
export async function* trainInChunks(
  trainer: Trainer,
  schedule: readonly number[],
  { signal, turn, pauseAtEach = false }: ChunkOptions = {},
): AsyncGenerator<TrainedChunk, void, undefined> {
  let training = 0;
  let reported = 0;
  let chunk = pauseAtEach ? 1 : 2;
  for (let next = 0; next < schedule.length;) {
    await turn?.();
    signal?.throwIfAborted();
    let until = Math.min(next + chunk, schedule.length);
    // Steps of the schedule lie further and further apart: a chunk also ends where, as fast as it went so far, it would
    // take too long.
    const reach = training > 0 ? trainer.step + (4 * reportInterval * trainer.step) / training : Infinity;
    while (until > next + 1 && schedule[until - 1]! > reach) until--;
    const record = schedule.slice(next, until);
    const before = performance.now();
    const observations = await trainOrAbort(trainer, record, signal);
    const took = performance.now() - before;
    training += took;
    const stoppedEarly =
      observations.step.length < record.length || !Number.isFinite(observations.loss.at(-1) ?? Number.NaN);
    const step = stoppedEarly ? trainer.step : record.at(-1)!;
    const ended = stoppedEarly || until === schedule.length;
    const due = ended || training - reported >= reportInterval || !pauseAtEach;
    if (due) reported = training;
    yield { observations, step, stepsPerSecond: training > 0 ? (1000 * step) / training : 0, ended, due };
    if (ended) return;
    next = until;
    if (pauseAtEach) continue;
    if (took < reportInterval) chunk *= 2;
    else if (took > 4 * reportInterval) chunk = Math.max(1, chunk >> 1);
  }
}

/** An abort disposes of the trainer, which then refuses to go on: the reason to give is the abort's. */
async function trainOrAbort(trainer: Trainer, record: readonly number[], signal?: AbortSignal): Promise<Observations> {
  try {
    return await trainer.train(record.at(-1)!, record);
  } finally {
    signal?.throwIfAborted();
  }
}

const none = new Float64Array(0);

/** Nothing seen yet. */
export const noObservations: Observations = { step: none, h: none, y: none, w: none, loss: none };

/** What was seen first, then what was seen after it. */
export function append(head: Observations, tail: Observations): Observations {
  const join = (a: Float64Array, b: Float64Array) => {
    const joined = new Float64Array(a.length + b.length);
    joined.set(a);
    joined.set(b, a.length);
    return joined;
  };
  return {
    step: join(head.step, tail.step),
    h: join(head.h, tail.h),
    y: join(head.y, tail.y),
    w: join(head.w, tail.w),
    loss: join(head.loss, tail.loss),
  };
}
