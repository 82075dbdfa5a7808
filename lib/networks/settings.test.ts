import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { paperSettings, type PaperSetting } from './settings.ts';

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
/** The authors' names where ours differ. */
const ourActivations: Record<string, string> = { none: 'linear', silu: 'swish' };
const ourArchitectures: Record<string, string> = { MLP: 'mlp', ResNet: 'residual', CNN: 'cnn', Dropout: 'dropout' };

describe('paperSettings', () => {
  it('holds every setting of the table, and no other', () => {
    expect(Object.keys(paperSettings).sort()).toEqual(Object.keys(settings).sort());
    expect(Object.keys(paperSettings)).toHaveLength(19);
  });

  it.each(Object.entries<PaperSetting>(paperSettings))("%s agrees with the authors' table", (id, setting) => {
    const reference = settings[id]!;
    expect({ architecture: 'mlp', optimizer: 'sgd', ...setting }).toEqual({
      architecture: ourArchitectures[reference.model_type],
      optimizer: reference.optimizer === 'SGD' ? 'sgd' : 'adam',
      activation: ourActivations[reference.nonlinearity] ?? reference.nonlinearity,
      gain: reference.gain,
      tableLearningRate: reference.lr_in_settings,
      width: reference.P,
      depth: reference.L,
      layer: reference.hidden_layer,
    });
  });
});
