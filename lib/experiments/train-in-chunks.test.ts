import { describe, expect, it, vi } from 'vitest';
import type { Observations, Trainer } from '../training/trainer.ts';
import { append, noObservations, trainInChunks, type TrainedChunk } from './train-in-chunks.ts';

/** A trainer whose loss is the step, and not a number from `brokenFrom` on. */
function counting(brokenFrom = Infinity): Pick<Trainer, 'step' | 'train'> & { step: number; calls: number } {
  return {
    step: 0,
    calls: 0,
    train(until: number, record: ArrayLike<number>): Promise<Observations> {
      this.calls += 1;
      const seen = Array.from(record).filter((step) => step < brokenFrom);
      if (until >= brokenFrom) seen.push(brokenFrom);
      this.step = Math.min(until, brokenFrom);
      const step = Float64Array.from(seen);
      const loss = step.map((at) => (at >= brokenFrom ? Number.NaN : at));
      return Promise.resolve({ step, h: loss, y: loss, w: loss, loss });
    },
  };
}

async function collect(trainer: ReturnType<typeof counting>, schedule: readonly number[], options = {}) {
  const chunks: TrainedChunk[] = [];
  for await (const chunk of trainInChunks(trainer as unknown as Trainer, schedule, options)) chunks.push(chunk);
  const seen = chunks.reduce((all, { observations }) => append(all, observations), noObservations);
  return { chunks, seen };
}

const schedule = Array.from({ length: 200 }, (_, n) => 3 * n);

describe('trainInChunks', () => {
  it('sees every step of the schedule once, in few calls, and says when it has ended', async () => {
    const trainer = counting();
    const { chunks, seen } = await collect(trainer, schedule);
    expect([...seen.step]).toEqual(schedule);
    expect(trainer.calls).toBeLessThan(10);
    expect(chunks.map(({ ended }) => ended)).toEqual(chunks.map((_, n) => n === chunks.length - 1));
    expect(chunks.at(-1)).toMatchObject({ step: 597, due: true });
  });

  it('pauses at each step when asked to', async () => {
    const trainer = counting();
    const { chunks, seen } = await collect(trainer, schedule, { pauseAtEach: true });
    expect([...seen.step]).toEqual(schedule);
    expect(chunks.map(({ step }) => step)).toEqual(schedule);
    expect(chunks.at(-1)!.due).toBe(true);
  });

  it('ends at the first step that is not finite, and keeps it', async () => {
    for (const pauseAtEach of [false, true]) {
      const { chunks, seen } = await collect(counting(100), schedule, { pauseAtEach });
      expect(seen.step.at(-1)).toBe(100);
      expect(seen.loss.at(-1)).toBeNaN();
      expect(chunks.at(-1)).toMatchObject({ ended: true, step: 100 });
    }
  });

  it('does not fall silent where the steps of the schedule lie far apart', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      // A millisecond for each update.
      const trainer = counting();
      const slow = {
        get step() {
          return trainer.step;
        },
        train: (until: number, record: number[]) => {
          vi.advanceTimersByTime(until - trainer.step);
          return trainer.train(until, record);
        },
      };
      const spread = [
        ...Array.from({ length: 200 }, (_, n) => n),
        ...Array.from({ length: 40 }, (_, n) => 500 * (n + 1)),
      ];
      const { chunks, seen } = await collect(slow as never, spread);
      expect([...seen.step]).toEqual(spread);
      const lengths = chunks.map(({ step }, n) => step - (n === 0 ? 0 : chunks[n - 1]!.step));
      expect(Math.max(...lengths)).toBe(500);
      expect(chunks.length).toBeLessThan(60);
    } finally {
      vi.useRealTimers();
    }
  });

  it('stops with the reason of the signal, before training if it is aborted already', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    const trainer = counting();
    await expect(collect(trainer, schedule, { signal: controller.signal })).rejects.toThrow('enough');
    expect(trainer.calls).toBe(0);
  });
});
