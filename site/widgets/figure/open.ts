/** What a widget needs once it is live; loaded only then, because Plot and Zod are heavy. */
import { apiSource } from '../../../lib/client/figure-source.ts';
import { apiClient } from '../../../lib/client/index.ts';
import type { AnyExperiment } from '../../../lib/experiments/any.ts';
import type { AnyExperimentId } from '../../../lib/experiments/index.ts';
import type { AnyFigure, FigureState, LiveRun } from '../../../lib/figures/figure.ts';
import { figureOf } from '../../../lib/figures/code.ts';
import type { FigureId } from '../../../lib/figures/index.ts';
import { liveSource, type TrainedRun } from '../../../lib/figures/live-source.ts';
import { labelPicture, standalone } from '../../../lib/figures/picture.ts';
import { stateQuery } from '../../../lib/figures/state.ts';
import { pageTheme, themes } from '../../../lib/figures/theme.ts';
import { contestFor } from '../../../lib/training/chooser.ts';
import { csvTable } from '../../../lib/results/csv.ts';
import { parseQuery, QueryError, type QueryIssue } from '../../../lib/results/query.ts';
import { saveFile } from '../save-file.ts';
import { loadExperiment } from '../../workers/experiments.ts';
import type { Choices } from './choices.ts';
import { showPicture } from './morph.ts';
import { warmPlot } from './warm.ts';

export { TrainingCrew } from '../../workers/crew.ts';
export { readAddress } from './address.ts';

/** Runs that this browser could train for a state. */
interface Trainable {
  readonly runs: readonly LiveRun[];
  /** Floating-point operations of all, roughly. */
  readonly cost: number;
  /** Whether the kernel can train them, and whether that is for the kernel without a contest. */
  readonly kernelCan: boolean;
  readonly kernelAlone: boolean;
}

/** A figure whose code is here. */
export interface OpenFigure {
  readonly figure: AnyFigure;
  readonly query: (state: FigureState) => string;
  /** A reader's choices as a complete state, or what is wrong with them. */
  readonly check: (choices: Choices) => { readonly state: FigureState } | { readonly issues: readonly QueryIssue[] };
  /** What of a state this browser could train; null if there is nothing. */
  readonly live: (state: FigureState) => Trainable | null;
  /** The table of a state whose runs were trained here. */
  readonly trained: (state: FigureState, trained: readonly TrainedRun[]) => Promise<object>;
  /**
   * The table of a state from a release, or computed by the server.
   * @throws Error with the server's own words if it has none.
   */
  readonly recorded: (state: FigureState, release: string | null) => Promise<object>;
  /** Draws a table in place of what `container` holds. */
  readonly drawInto: (container: Element, table: object, width: number) => void;
  /** A table as a file, made in the page: for states that the server does not have. */
  readonly save: (extension: 'svg' | 'csv' | 'json', table: object) => void;
}

/** Loads a figure's code. */
export async function openFigure(id: FigureId): Promise<OpenFigure> {
  const figure = await figureOf(id);
  const experiments = await experimentsOf(figure);
  warmPlot();
  const query = (state: FigureState) => stateQuery(figure, state);
  return {
    figure,
    query,
    check: (choices) => check(figure, choices),
    live: (state) => {
      const runs = figure.live?.(state);
      if (!runs) return null;
      const costs = runs.map(({ experiment, parameters }) => experiments.get(experiment)!.cost(parameters));
      const contests = runs.map(({ experiment, parameters }) =>
        contestFor(experiments.get(experiment)!.workload(parameters)),
      );
      return {
        ...{ runs, cost: costs.reduce((sum, cost) => sum + cost, 0) },
        kernelCan: contests.every(({ contenders }) => contenders.includes('kernel')),
        kernelAlone: contests.every(({ contenders }) => contenders.length === 1 && contenders[0] === 'kernel'),
      };
    },
    trained: (state, trained) => figure.load(state, liveSource(trained, apiSource(apiClient('')))),
    recorded: async (state, release) => {
      const body = await getJson(`/figures/${id}${release === null ? '' : `@${release}`}.json?${query(state)}`);
      return (body as { table: object }).table;
    },
    drawInto: (container, table, width) => {
      const svg = figure.draw(table, { document, width, theme: pageTheme });
      labelPicture(svg, figure.describe(table));
      showPicture(container, svg);
    },
    save: (extension, table) => {
      save(figure, extension, table);
    },
  };
}

/** The experiments whose runs a figure's states name: of all states the same. */
async function experimentsOf(figure: AnyFigure): Promise<ReadonlyMap<AnyExperimentId, AnyExperiment>> {
  const ids = new Set(figure.live?.(figure.state.parse({})).map(({ experiment }) => experiment));
  return new Map(await Promise.all([...ids].map(async (id) => [id, await loadExperiment(id)] as const)));
}

function check({ shape, state }: AnyFigure, choices: Choices): ReturnType<OpenFigure['check']> {
  const given = Object.entries(choices).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Number.isNaN(value) ? '' : String(value)]],
  );
  try {
    return { state: parseQuery(new URLSearchParams(given), shape, state) };
  } catch (error) {
    if (error instanceof QueryError) return { issues: error.issues };
    throw error;
  }
}

/** The JSON at an address of this site. @throws Error with the server's own words if there is none. */
export async function getJson(address: string): Promise<unknown> {
  const response = await fetch(address);
  const body = (await response.json()) as { detail?: string };
  if (!response.ok) throw new Error(body.detail ?? `The server answered ${response.status}.`);
  return body;
}

function save(figure: AnyFigure, extension: 'svg' | 'csv' | 'json', table: object): void {
  const columns = figure.columns.map(({ name }) => name);
  const sources = figure.sources(table);
  const contents = {
    svg: () => standalone(figure, table, { document, width: 900, theme: themes.light }).outerHTML,
    csv: () => csvTable(columns, figure.rows(table)),
    json: () => JSON.stringify({ sources, table, title: figure.title(table), description: figure.describe(table) }),
  };
  const name = [figure.id, ...(sources.runs.length === 1 ? sources.runs : [])].join('-');
  saveFile(`${name}.${extension}`, contents[extension]());
}
