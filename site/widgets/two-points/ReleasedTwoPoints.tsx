import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { TwoPointsParameters } from '../../../lib/experiments/two-points/parameters.ts';
import type { TwoPointsTable } from '../../../lib/figures/two-points/table.ts';
import { Canvas } from '../figure/Canvas.tsx';
import { DataTable } from '../figure/DataTable.tsx';
import type { OpenFigure } from '../figure/open.ts';
import { Sentence } from '../figure/Sentence.tsx';
import { TakeAway } from '../figure/TakeAway.tsx';

interface Props {
  readonly release: string;
  readonly runId: string;
  /** The figure's query of the page's own picture. */
  readonly query: string;
  readonly title: string;
  readonly description: string;
  readonly children?: ComponentChildren;
}

/** What a list of runs says of each. */
interface Listed extends TwoPointsParameters {
  readonly id: string;
  readonly group: string;
  readonly status: string;
}

const parameterNames = [
  'architecture',
  'optimizer',
  'activation',
  'width',
  'depth',
  'layer',
  'gain',
  'lr',
  'steps',
  'seed',
  'dx2',
  'dy2',
  'centre',
];
const fields = ['id', 'group', 'status', ...parameterNames].join();
/** Sweeps whose runs are worth looking at one by one; maps of thousands of runs have figures of their own. */
const browsed = ['first-look', 'live', 'modern', 'optimisers', 'settings'].join();
/** The figure's state of a listed run. */
const stateOf = (run: Listed) =>
  Object.fromEntries(Object.entries(run).filter(([name]) => parameterNames.includes(name)));
const kindOf = ({ group, depth, width, activation, gain }: Listed) =>
  `${group}: ${depth} × ${width}, ${activation.replace('_', ' ')}, gain ${gain}`;

/** The runs of a release, one at a time, drawn by the same figure from what the API serves. */
export function ReleasedTwoPoints({ release, runId, query, title, description, children }: Props) {
  const [runs, setRuns] = useState<readonly Listed[]>([]);
  const [chosen, setChosen] = useState(runId);
  const [table, setTable] = useState<TwoPointsTable>();
  const [open, setOpen] = useState<OpenFigure>();
  const [problem, setProblem] = useState<string>();
  /** Until the script is there to answer, and while it fetches. */
  const [busy, setBusy] = useState(true);

  useEffect(() => {
    setBusy(false);
  }, []);

  const guarded = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(`The run could not be fetched: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      setBusy(false);
    }
  };

  const list = () =>
    guarded(async () => {
      const { getJson } = await import('../figure/open.ts');
      const all: Listed[] = [];
      let next: string | undefined =
        `/api/v1/releases/${release}/runs?experiment=two-points&sweep__in=${browsed}&sort=group,activation,gain,seed&fields=${fields}&limit=1000`;
      while (next) {
        const page = (await getJson(next)) as { data: Listed[]; links: { next?: string | null } };
        all.push(...page.data);
        next = page.links.next ?? undefined;
      }
      setRuns(all);
    });

  const show = (run: Listed) =>
    guarded(async () => {
      const { openFigure } = await import('../figure/open.ts');
      const opened = await openFigure('two-points');
      setTable((await opened.recorded(opened.figure.state.parse(stateOf(run)), release)) as TwoPointsTable);
      setOpen(opened);
      setChosen(run.id);
    });

  const present = runs.find(({ id }) => id === chosen);
  const kinds = [...new Set(runs.map(kindOf))];
  const seeds = present ? runs.filter((run) => kindOf(run) === kindOf(present)) : [];
  const shownQuery = table && open ? open.query(table.record.parameters) : query;
  return (
    <div class="released" data-run={table?.record.id ?? runId}>
      <p class="figure-state">{table && open ? open.figure.title(table) : title}</p>
      <Canvas open={open} table={table}>
        {children}
      </Canvas>
      <p class="engine">
        Run {table?.record.id ?? runId} of release {release}
      </p>
      <p class="description" role="status">
        <Sentence text={table && open ? open.figure.describe(table) : description} />
      </p>
      {problem && (
        <div class="notice" role="alert">
          <p>{problem}</p>
        </div>
      )}
      <div class="toolbar">
        {present ? (
          <>
            <label>
              Network{' '}
              <select
                value={kindOf(present)}
                disabled={busy}
                onChange={({ currentTarget }) => {
                  const first = runs.find((run) => kindOf(run) === currentTarget.value);
                  if (first) void show(first);
                }}
              >
                {kinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {kind}
                  </option>
                ))}
              </select>
            </label>
            <label>
              Seed{' '}
              <select
                value={chosen}
                disabled={busy}
                onChange={({ currentTarget }) => {
                  const run = seeds.find(({ id }) => id === currentTarget.value);
                  if (run) void show(run);
                }}
              >
                {seeds.map(({ id, seed, status }) => (
                  <option key={id} value={id}>
                    {seed}
                    {status === 'converged' ? '' : `, ${status}`}
                  </option>
                ))}
              </select>
            </label>
          </>
        ) : (
          <button type="button" disabled={busy} onClick={() => void list()}>
            Choose another run
          </button>
        )}
      </div>
      <TakeAway
        id="two-points"
        query={shownQuery}
        release={release}
        permalink={() => new URL(`/figures/two-points?${shownQuery}`, location.href).href}
      />
      {table && open && <DataTable table={table} open={open} />}
    </div>
  );
}
