import { describe, expect, it } from 'vitest';
import { playedOf } from '../../site/widgets/figure/played.ts';

describe('a table that a reader goes through', () => {
  it('of one run is drawn as far as each of its steps', () => {
    const table = { record: { series: { step: [0, 5, 20] } }, name: 'a run' };
    const { steps, at } = playedOf(table, []);
    expect(steps).toEqual([0, 5, 20]);
    expect(at(1)).toEqual({ ...table, until: 5 });
  });

  it('of several runs begins at the start, and goes on with what was seen on the way', () => {
    const seen = [10, 30, 40].map((step) => ({ step, name: `at ${step}` }));
    const { steps, at } = playedOf(seen[2]!, seen);
    expect(steps).toEqual([0, 10, 30, 40]);
    expect(at(0)).toMatchObject({ until: 0 });
    expect(steps.slice(1).map((_, n) => at(n + 1))).toEqual(seen);
  });

  it('that came from the server has its start and its end', () => {
    const { steps, at } = playedOf({ step: 640 }, []);
    expect(steps).toEqual([0, 640]);
    expect([at(0), at(1)]).toEqual([{ step: 640, until: 0 }, { step: 640 }]);
  });
});
