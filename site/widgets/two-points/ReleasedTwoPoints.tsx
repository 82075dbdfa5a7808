import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TwoPointsParameters } from '../../../lib/experiments/two-points/parameters.ts';
import type { TwoPointsTable } from '../../../lib/figures/two-points/table.ts';
import { useWidth } from '../useWidth.ts';
import { DataTable } from './DataTable.tsx';
import { Sentence } from './Sentence.tsx';
import type { Live } from './useTraining.ts';

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
const kindOf = ({ group, depth, width, activation, gain }: Listed) =>
  `${group}: ${depth} × ${width}, ${activation.replace('_', ' ')}, gain ${gain}`;

async function getJson<Body>(url: string): Promise<Body> {
  const response = await fetch(url);
  const body = (await response.json()) as Body & { detail?: string };
  if (!response.ok) throw new Error(body.detail ?? `${url} answered ${response.status}.`);
  return body;
}

/** The runs of a release, one at a time, drawn by the same figure from what the API serves. */
export function ReleasedTwoPoints({ release, runId, query, title, description, children }: Props) {
  const [runs, setRuns] = useState<readonly Listed[]>([]);
  const [chosen, setChosen] = useState(runId);
  const [table, setTable] = useState<TwoPointsTable>();
  const [live, setLive] = useState<Live>();
  const [problem, setProblem] = useState<string>();
  /** Until the script is there to answer, and while it fetches. */
  const [busy, setBusy] = useState(true);
  const drawing = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const width = useWidth(canvas);

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

  const open = () =>
    guarded(async () => {
      const all: Listed[] = [];
      let next: string | undefined =
        `/api/v1/releases/${release}/runs?fields=${fields}&sort=group,activation,gain,seed&limit=1000`;
      while (next) {
        const page: { data: Listed[]; links: { next?: string | null } } = await getJson(next);
        all.push(...page.data);
        next = page.links.next ?? undefined;
      }
      setRuns(all);
    });

  const show = (run: Listed) =>
    guarded(async () => {
      const loaded = await import('./live.ts');
      const address = `/figures/two-points@${release}.json?${loaded.queryOf(run)}`;
      setTable((await getJson<{ table: TwoPointsTable }>(address)).table);
      setLive(loaded);
      setChosen(run.id);
    });

  useLayoutEffect(() => {
    if (table && live && drawing.current && width > 0) live.drawInto(drawing.current, table, width);
  }, [table, live, width]);

  const present = runs.find(({ id }) => id === chosen);
  const kinds = [...new Set(runs.map(kindOf))];
  const seeds = present ? runs.filter((run) => kindOf(run) === kindOf(present)) : [];
  return (
    <div class="released" data-run={table?.record.id ?? runId}>
      <p class="figure-state">{table && live ? live.figure.title(table) : title}</p>
      <div class="canvas" ref={canvas}>
        <div class="picture" hidden={table !== undefined}>
          {children}
        </div>
        <div class="picture" ref={drawing} hidden={table === undefined} />
      </div>
      <p class="engine">
        Run {table?.record.id ?? runId} of release {release}
      </p>
      <p class="description" role="status">
        <Sentence text={table && live ? live.figure.describe(table) : description} />
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
          <button type="button" disabled={busy} onClick={() => void open()}>
            Choose another run
          </button>
        )}
        {(['svg', 'png', 'csv', 'json'] as const).map((extension) => (
          <a
            key={extension}
            class="button"
            href={`/figures/two-points@${release}.${extension}?${table && live ? live.queryOf(table.record.parameters) : query}`}
          >
            {extension.toUpperCase()}
          </a>
        ))}
      </div>
      {table && live && <DataTable table={table} live={live} />}
    </div>
  );
}
