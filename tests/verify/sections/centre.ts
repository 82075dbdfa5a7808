import { fitByCentre, holdsFrom } from '../../../lib/experiments/centre/index.ts';
import type { Finished } from '../finished.ts';
import { centreIds } from '../plan.ts';
import { nothing, number, type Row, type Section } from '../row.ts';

const level = 0.99;

/** R^2 of a lazy and of a rich network as the pair moves to the centre. Beyond the paper: there is no reference. */
export function centreSection(finished: Finished): Section {
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const key of centreIds) {
    const fits = fitByCentre(finished.of('centre', key)).sort((a, b) => a.centre - b.centre);
    for (const { centre, r2, richness, physical, runs } of fits) {
      rows.push({
        id: `centre/${key}/${centre}`,
        figure: `centre ${centre}, ${key}`,
        quantity: 'pooled R²',
        reference: 'none',
        ours:
          r2 === null || richness === null
            ? '–'
            : `${r2.median.toFixed(4)} [${r2.least.toFixed(4)}, ${r2.greatest.toFixed(4)}], C ${number(richness.median)}, ` +
              `meaningful ${physical} of ${runs}`,
        seeds: runs,
        criterion: nothing,
        verdict: 'reported',
      });
    }
    const from = holdsFrom(fits, level);
    if (fits.length > 0) notes.push(`${key}: ${from === null ? 'nowhere' : `from centre ${from} to 0`}`);
  }
  return {
    id: 'centre',
    title: 'The centre of the pair',
    text:
      'The pair moved from the paper’s place (centre −½) to the centred one (0), its distance and the targets unchanged. ' +
      'Lazy: 3 × 100 linear, gain 0.9. Rich: 3 × 52 tanh, gain 0.5.',
    rows,
    after: `Median R² of at least ${level}: ${notes.join('; ')}.`,
  };
}
