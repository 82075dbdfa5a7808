import { describe, expect, it } from 'vitest';
import { Turns } from '../../site/workers/turns.ts';

const never = new AbortController().signal;
/** Whether a promise is settled once everything that can has happened. */
const settled = (promise: Promise<unknown>) =>
  Promise.race([promise.then(() => true), new Promise((resolve) => setTimeout(resolve, 5, false))]);

describe('turns', () => {
  it('make a held client wait until it is released, and nobody else', async () => {
    const turns = new Turns();
    turns.hold(1);
    const waiting = turns.turn(1, never);
    expect(await settled(turns.turn(2, never))).toBe(true);
    expect(await settled(waiting)).toBe(false);
    turns.release(1);
    expect(await settled(waiting)).toBe(true);
    expect(await settled(turns.turn(1, never))).toBe(true);
  });

  it('are held again if the client is before it has noticed', async () => {
    const turns = new Turns();
    turns.hold(1);
    turns.hold(1);
    const waiting = turns.turn(1, never);
    turns.release(1);
    turns.hold(1);
    expect(await settled(waiting)).toBe(false);
    turns.release(1);
    expect(await settled(waiting)).toBe(true);
  });

  it('end with the reason of whoever stops the run meanwhile', async () => {
    const turns = new Turns();
    const controller = new AbortController();
    turns.hold(1);
    const waiting = turns.turn(1, controller.signal);
    controller.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });
});
