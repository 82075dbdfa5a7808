import { z } from 'zod';
import { paperSettings, type PaperSetting, type PaperSettingId } from '../../networks/settings.ts';
import { twoPointsShape } from '../two-points/parameters.ts';

/** Every layer is read, so that there is none to choose. */
const common = z.strictObject(twoPointsShape).omit({ layer: true }).shape;

/** Parameters of one run read at every hidden layer: those of two-points, without the layer. */
export const depthShape = {
  ...common,
  depth: common.depth.unwrap().default(8).meta({ description: 'Number of hidden layers, all of which are read.' }),
  gain: common.gain.unwrap().default(0.9).meta(common.gain.meta()!),
  lr: common.lr.unwrap().default(0.02).meta(common.lr.meta()!),
  steps: common.steps.unwrap().default(960).meta(common.steps.meta()!),
};

/** Complete parameters: what `depthParameters.parse` returns. */
export const depthParameters = z.strictObject(depthShape);
export type DepthParameters = z.output<typeof depthParameters>;

/**
 * Settings of the paper whose every hidden layer is read: those of dense nets, whose list of representations is that of
 * their hidden layers.
 */
export const depthSettingIds = (Object.keys(paperSettings) as PaperSettingId[]).filter((id) => {
  const { architecture = 'mlp' }: PaperSetting = paperSettings[id];
  return architecture === 'mlp' || architecture === 'residual';
});

/** The paper's depth figure: a setting (its `default`) at the table's own rate, not halved as in the trajectory figures. */
export function paperDepthParameters(seed: number, id: PaperSettingId = 'default'): DepthParameters {
  const { tableLearningRate, ...setting }: PaperSetting = paperSettings[id];
  const given = Object.fromEntries(Object.entries(setting).filter(([name]) => name !== 'layer'));
  return depthParameters.parse({ ...given, seed, lr: tableLearningRate, steps: 3000 });
}
