import type { AnyFigure, FigureState, LiveRun } from '../figure.ts';
import type { FigureId } from '../index.ts';
import { fileAddress } from '../files/address.ts';
import { sourceLines } from '../sources.ts';
import { stateQuery } from '../state.ts';
import { python, type Cell } from './cell.ts';
import { dataCode, plainDrawing, tableCode } from './python/data.ts';
import { isRetrained, retrainCells } from './retrain.ts';

interface NotebookRequest {
  readonly figure: AnyFigure;
  readonly state: FigureState;
  readonly table: object;
  /** Where the data are fetched from: scheme, host and port. */
  readonly origin: string;
}

/**
 * A Jupyter notebook (nbformat 4.5) of a state: it fetches the data, draws them, and trains the run of the state again in
 * PyTorch from the same initial weights, where the state is of one run.
 */
export function figureNotebook({ figure, state, table, origin }: NotebookRequest): object {
  const sources = figure.sources(table);
  const query = stateQuery(figure, state);
  const id = figure.id as FigureId;
  const address = fileAddress({ figure: id, release: sources.release, format: 'json' }, query);
  const [source, credit] = sourceLines(sources) as [string, string];
  const live = figure.live?.(state) ?? [];
  const retrained = live.filter(isRetrained);
  const cells: Cell[] = [
    {
      markdown: [
        `# ${figure.title(table)}`,
        `The figure [${id}](${origin}/figures/${id}?${query}) of *When Representations Align*. ${source} ${credit}`,
        'The cells fetch the data from where this notebook came from, draw them' +
          (retrained.length > 0 ? ', and train the run again in PyTorch from the same initial weights.' : '.'),
      ].join('\n\n'),
    },
    { code: `HOST = ${python(origin)}\nDATA = ${python(address)}\n\n${dataCode}` },
    { markdown: '## The figure\n\nTheory dashed, networks solid.' },
    { code: tableCode },
    { code: figure.matplotlib ?? plainDrawing },
    ...(retrained.length > 0
      ? retrained.flatMap((run) => retrainCells(run, sources.release))
      : [{ markdown: live.length > 0 ? inBrowser(live) : severalRuns(sources.runs.length) }]),
  ];
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
      language_info: { name: 'python' },
    },
    cells: cells.map((cell, n) => {
      const common = { id: `cell-${n + 1}`, metadata: {} };
      return 'markdown' in cell
        ? { cell_type: 'markdown', ...common, source: cell.markdown }
        : { cell_type: 'code', ...common, execution_count: null, outputs: [], source: cell.code };
    }),
  };
}

const inBrowser = (live: readonly LiveRun[]) =>
  `## ${live.length === 1 ? 'Its run' : 'Its runs'}\n\nRuns of ${live[0]!.experiment} are not trained again in this notebook; ` +
  'the figure’s page, linked above, trains them in the browser.';

const severalRuns = (count: number) =>
  `## Its runs\n\nThis figure is of ${count === 1 ? 'a run' : `${count} runs`} of a sweep, which this notebook does not train again. ` +
  'The id of each is in its rows; `HOST + "/api/v1/runs/" + id` has its parameters, and the notebook of the figure ' +
  '`two-points` at the same parameters trains a run on two points again.';
