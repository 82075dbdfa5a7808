import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { paperSettings } from './settings.ts';

interface ReferenceSetting {
  model_type: string;
  nonlinearity: string;
  gain: number;
  lr_in_settings: number;
  P: number;
  L: number;
  hidden_layer: number;
  optimizer: string;
}
const { settings } = JSON.parse(readFileSync('tests/reference/two_points.json', 'utf8')) as {
  settings: Record<string, ReferenceSetting>;
};
/** The authors' names of activations where ours differ. */
const ours: Record<string, string> = { none: 'linear', silu: 'swish' };

describe('paperSettings', () => {
  it("holds every dense setting that the authors' code trains by gradient descent, and no other", () => {
    const dense = Object.entries(settings).filter(([, s]) => s.model_type === 'MLP' && s.optimizer === 'SGD');
    expect(Object.keys(paperSettings).sort()).toEqual(dense.map(([id]) => id).sort());
  });

  it.each(Object.entries(paperSettings))("%s agrees with the authors' table", (id, setting) => {
    const reference = settings[id]!;
    expect(setting).toEqual({
      activation: ours[reference.nonlinearity] ?? reference.nonlinearity,
      gain: reference.gain,
      tableLearningRate: reference.lr_in_settings,
      width: reference.P,
      depth: reference.L,
      layer: reference.hidden_layer,
    });
  });
});
