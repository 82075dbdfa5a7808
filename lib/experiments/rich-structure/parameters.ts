import { z } from 'zod';
import { paperSettings, type PaperSetting, type PaperSettingId } from '../../networks/settings.ts';
import { checkNetwork, fillLayer, twoPointsShape } from '../two-points/parameters.ts';

/** Parameters of one cell: those of two-points, trained until the loss is small instead of for a number of steps. */
export const richStructureShape = {
  ...twoPointsShape,
  lr: twoPointsShape.lr.unwrap().default(0.02).meta(twoPointsShape.lr.meta()!),
  steps: twoPointsShape.steps
    .unwrap()
    .default(40_000)
    .meta({ description: 'Number of full-batch updates at most; a run that needs more is unfinished.' }),
  lossTarget: z
    .number()
    .positive()
    .max(1)
    .default(1e-4)
    .meta({ description: 'Training stops at the first step whose loss is below this.' }),
};

/** Complete parameters: what `richStructureParameters.parse` returns. */
export const richStructureParameters = z
  .strictObject(richStructureShape)
  .transform(fillLayer)
  .superRefine(checkNetwork);
export type RichStructureParameters = z.output<typeof richStructureParameters>;
type Given = z.input<typeof richStructureParameters>;

/** Distances of inputs and of targets in the paper's grid (not squared). */
export const gridDx = [0.5, 0.75, 1, 1.25, 1.5] as const;
export const gridDy = [0, 0.25, 0.5, 0.75, 1] as const;

/** The paper's pair is -1 and -1 + dx. */
const firstInput = -1;

/** Seeds of one grid to the next are this far apart; a grid has 25 cells. */
const seedStride = 1000;

/**
 * The 25 cells of a grid over `gridDx` and `gridDy`, the latter varying faster, each with a seed of its own, as in the
 * paper: `1000 * number`, and on from there. Unless `base` gives a centre, the first input stays at -1 as in the paper
 * and the second one moves; the centre of the pair moves with it.
 * @param number of the grid, a whole number from 0.
 */
function gridCells(base: Omit<Given, 'seed' | 'dx2' | 'dy2'>, number: number): Given[] {
  return gridDx.flatMap((dx, row) =>
    gridDy.map((dy, column) => ({
      centre: firstInput + dx / 2,
      ...base,
      dx2: dx * dx,
      dy2: dy * dy,
      seed: seedStride * number + row * gridDy.length + column,
    })),
  );
}

/** The cells of a grid, complete; see `gridCells`. */
export function richStructureGrid(...grid: Parameters<typeof gridCells>): RichStructureParameters[] {
  return gridCells(...grid).map((cell) => richStructureParameters.parse(cell));
}

/** What a grid of the paper trains, cell by cell: a setting at a fifth of the table's learning rate. */
export function paperCells(id: PaperSettingId, number: number): Given[] {
  const { tableLearningRate, ...setting }: PaperSetting = paperSettings[id];
  return gridCells({ ...setting, lr: tableLearningRate / 5 }, number);
}

/** The cells of a grid of the paper, complete. */
export function paperGrid(id: PaperSettingId, number: number): RichStructureParameters[] {
  return paperCells(id, number).map((cell) => richStructureParameters.parse(cell));
}
