/** The worker of the page `/fit`: reads a run and fits the theory to it off the main thread. Nothing leaves the page. */
import { fitOwnRun, type OwnFit } from '../../lib/figures/own-run/index.ts';
import { QueryError, type QueryIssue } from '../../lib/results/query.ts';
import { readOwnCsv, readOwnJson, type OwnRun } from '../../lib/results/own-run/index.ts';

/** What the page asks for: the text as it was given, and the two distances as far as they were. */
export interface FitRequest {
  readonly token: number;
  readonly text: string;
  readonly dx2: number | null;
  readonly dy2: number | null;
}

/** What comes back. `pair` is what the fit was made with: the text's own distances come first. */
export type FitAnswer = { readonly token: number } & (
  | {
      readonly kind: 'fitted';
      readonly fit: OwnFit;
      readonly pair: { readonly dx2: number; readonly dy2: number };
      readonly rows: number;
      readonly time: number;
    }
  | { readonly kind: 'refused'; readonly issues: readonly QueryIssue[] }
);

addEventListener('message', ({ data }: MessageEvent<FitRequest>) => {
  postMessage(answer(data) satisfies FitAnswer);
});

/** JSON begins with a brace; everything else is a table. */
const read = (text: string): OwnRun => (/^\s*[{[]/.test(text) ? readOwnJson(text) : readOwnCsv(text));

function answer({ token, text, dx2, dy2 }: FitRequest): FitAnswer {
  try {
    const run = read(text);
    const pair = { dx2: run.pair.dx2 ?? distance('dx2', dx2), dy2: run.pair.dy2 ?? distance('dy2', dy2) };
    const start = performance.now();
    const fit = fitOwnRun(run, pair);
    return { token, kind: 'fitted', fit, pair, rows: run.series.step.length, time: performance.now() - start };
  } catch (error) {
    if (error instanceof QueryError) return { token, kind: 'refused', issues: error.issues };
    throw error;
  }
}

/** A distance that the text does not say. @throws QueryError if the form does not say it either. */
function distance(parameter: 'dx2' | 'dy2', given: number | null): number {
  const isAllowed = given !== null && (parameter === 'dx2' ? given > 0 : given >= 0);
  if (isAllowed) return given;
  const name = parameter === 'dx2' ? 'The squared distance of the inputs' : 'The squared distance of the targets';
  const detail = `${name} is ${given ?? 'not given'}.`;
  const allowed = parameter === 'dx2' ? 'a number above 0' : 'a number from 0';
  throw new QueryError([{ parameter, given: given === null ? null : String(given), detail, allowed }]);
}
