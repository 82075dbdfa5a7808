import { describe, expect, it } from 'vitest';
import { paperParameters, twoPointsParameters } from '../experiments/two-points/parameters.ts';
import type { ReleasedRun } from '../results/released-run.ts';
import { networkRates } from './network-rates.ts';

const plans = [{ id: 'settings' }, { id: 'other' }];

/** A released two-points run, as far as rates are concerned. */
const run = (parameters: object, etaH: number, change: object = {}): ReleasedRun => {
  const row = {
    experiment: 'two-points',
    sweep: 'settings',
    physical: true,
    ...parameters,
    etaH,
    etaY: 10 * etaH,
    ...change,
  };
  return { row, tables: {} } as unknown as ReleasedRun;
};
const network = twoPointsParameters.parse({ width: 16, depth: 2 });

describe('networkRates', () => {
  it('are the mean over the meaningful fits of the same network in the sweep that is named', () => {
    const runs = [
      run(network, 1),
      run({ ...network, seed: 2, lr: 0.01, steps: 9, dx2: 2, centre: 0 }, 3),
      run(network, 100, { physical: false }),
      run(network, 100, { sweep: 'other' }),
      run({ ...network, width: 17 }, 100),
      run({ ...network, gain: 1 }, 100),
      run({ ...network, optimizer: 'adam' }, 100),
    ];
    expect(networkRates(runs, plans)({ sweep: 'settings' }, network)).toEqual({ etaH: 2, etaY: 20, runs: 2 });
  });

  it('are those of a setting of the paper, whatever the run itself is, where that is named', () => {
    const setting = paperParameters('shallow', 1);
    const runs = [
      run(setting, 1),
      run({ ...setting, seed: 5 }, 2),
      run({ ...setting, lr: setting.lr / 2 }, 100),
      run(paperParameters('narrow', 1), 100),
    ];
    const rates = networkRates(runs, plans)({ sweep: 'settings', paper: 'shallow' }, network);
    expect(rates).toEqual({ etaH: 1.5, etaY: 15, runs: 2 });
  });

  it('are none where no run has a meaningful fit, and refused where the release is not made of the sweep', () => {
    const rates = networkRates([run(network, 1, { physical: false })], plans);
    expect(rates({ sweep: 'settings' }, network)).toBeUndefined();
    expect(() => rates({ sweep: 'setings' }, network)).toThrow(
      'Rates are taken from sweep setings, which the release is not made of; it is of settings, other.',
    );
  });
});
