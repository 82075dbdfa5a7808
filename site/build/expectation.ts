import { modernNetworks } from '../../lib/experiments/architectures/networks.ts';
import { twoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import { drawExpectation } from '../../lib/figures/expectation/draw.ts';
import type { ExpectationTable } from '../../lib/figures/expectation/table.ts';
import { pagePictures } from '../../lib/figures/files/page-pictures.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { twoPoints } from '../../lib/figures/two-points/definition.ts';
import type { ForetoldNetwork } from '../widgets/expectation/networks.ts';
import { buildSource } from './source.ts';

/** A seed that no release has. */
const newSeed = 101;

/** Networks that the article has not shown when the reader gets there, with what the theory knows of each from other seeds. */
async function foretoldNetworks(): Promise<readonly ForetoldNetwork[]> {
  const source = await buildSource();
  const columns = ['group', 'etaH', 'etaY', 'physical'] as const;
  const rows = await source.rows({ where: { experiment: 'two-points', sweep: 'modern' }, columns });
  return modernNetworks.map(({ id, label, note, parameters }) => {
    const fitted = rows.filter(({ group, physical }) => group === id && physical);
    const mean = (name: 'etaH' | 'etaY') =>
      Math.exp(fitted.reduce((sum, row) => sum + Math.log(row[name]!), 0) / fitted.length);
    const { steps, dy2 } = twoPointsParameters.parse(parameters);
    const rates = fitted.length > 0 ? { etaH: mean('etaH'), etaY: mean('etaY') } : null;
    return { id, label, note, parameters, steps, dy2, rates, seeds: fitted.length };
  });
}

/** What the page shows before anything is drawn or trained. */
export async function expectationPage() {
  const networks = await foretoldNetworks();
  const first = networks.find(({ id }) => id === 'gru')!;
  const table: ExpectationTable = { steps: first.steps, dy2: first.dy2, run: null, predicted: null };
  const describe = () =>
    `An empty panel for y, from 0 to step ${first.steps}; a dotted line marks where y must end, ${first.dy2}.`;
  return {
    ...{ networks, initial: first.id, seed: newSeed },
    pictures: pagePictures({ draw: drawExpectation, describe }, table),
    query: stateQuery(twoPoints, twoPointsParameters.parse(first.parameters)),
  };
}
