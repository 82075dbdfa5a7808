import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { cutTo } from '../../../lib/figures/axes.ts';
import { knots } from '../../../lib/figures/expectation/layout.ts';
import type { TwoPointsTable } from '../../../lib/figures/two-points/table.ts';
import { Canvas } from '../figure/Canvas.tsx';
import { Status } from '../figure/Status.tsx';
import { TakeAway } from '../figure/TakeAway.tsx';
import { useFigure } from '../figure/useFigure.ts';
import { useOnScreen } from '../figure/useOnScreen.ts';
import { DrawnCurve } from './DrawnCurve.tsx';
import type { ForetoldNetwork } from './networks.ts';
import type * as Code from './open.ts';

interface Props {
  readonly networks: readonly ForetoldNetwork[];
  /** Of the page's own picture, and the seed that is trained first. */
  readonly initial: string;
  readonly seed: number;
  readonly children?: ComponentChildren;
}

/** A straight line: nobody's expectation, but a place to begin. */
const straight = Array.from({ length: knots }, (_, n) => n / (knots - 1));

/** The reader draws how they expect a network to learn, then sees what the theory foretells and what the network does. */
export function Expectation({ networks, initial, seed: firstSeed, children }: Props) {
  const { shown, show, stop, hold, reset } = useFigure<TwoPointsTable>({ id: 'two-points', release: null });
  const [id, setId] = useState(initial);
  const [seed, setSeed] = useState(firstSeed);
  const [heights, setHeights] = useState<readonly number[]>(straight);
  const [code, setCode] = useState<typeof Code>();
  const [hydrated, setHydrated] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useOnScreen(root, (visible) => {
    hold('sight', !visible);
  });
  useEffect(() => {
    setHydrated(true);
  }, []);

  const network = networks.find((each) => each.id === id)!;
  const { phase, open, table: run } = shown;
  const ended = run !== undefined && ['done', 'recorded', 'stopped'].includes(phase);
  const busy = phase === 'training' || phase === 'loading';
  const table = useMemo(() => {
    if (code && run) return code.expectationOf(run, ended ? network.rates : null);
    const { steps, dy2 } = network;
    return code && { steps, dy2, run: null, predicted: null };
  }, [code, run, network, ended]);
  const score = code && ended && table ? code.scoreOf(table, heights) : null;

  const load = async () => {
    setCode(await import('./open.ts'));
  };
  const start = (next: number) => {
    setSeed(next);
    void load();
    void show({ ...network.parameters, seed: next }, { train: true, engine: 'auto' });
  };
  const foretold =
    score?.predicted === undefined || score.predicted === null
      ? ''
      : ` The theory foretold ${cutTo(score.predicted, 2)} of it, from the network’s first step and the mean rates of ${network.seeds} other seeds: nothing was fitted to this run.`;
  return (
    <div class="live expectation" ref={root} data-phase={phase}>
      <div class="toolbar scripted" role="group" aria-label="Network">
        <label>
          Network{' '}
          <select
            value={id}
            disabled={!hydrated}
            onChange={({ currentTarget }) => {
              setId(currentTarget.value);
              reset();
              void load();
            }}
          >
            {networks.map((each) => (
              <option key={each.id} value={each.id} selected={each.id === id}>
                {each.label}
              </option>
            ))}
          </select>
        </label>
        <span class="note">{network.note}</span>
      </div>
      <div class="pad">
        <Canvas open={code} table={table}>
          {children}
        </Canvas>
        {hydrated && (
          <DrawnCurve
            {...{ heights, steps: network.steps, dy2: network.dy2 }}
            open={!busy && !ended}
            onDraw={setHeights}
          />
        )}
      </div>
      <div class="toolbar scripted" role="group" aria-label="Run">
        {busy ? (
          <button type="button" onClick={stop}>
            Stop
          </button>
        ) : (
          <button
            type="button"
            class="primary"
            disabled={!hydrated}
            onClick={() => {
              start(ended ? 100 + Math.floor(Math.random() * 9900) : seed);
            }}
          >
            {ended ? 'Another seed' : 'Show theory and network'}
          </button>
        )}
        <button
          type="button"
          disabled={!hydrated || busy}
          onClick={() => {
            setHeights(straight);
            reset();
          }}
        >
          Draw anew
        </button>
      </div>
      <p class="beat-score" role="status">
        {!ended && 'Dotted: your curve. Draw over the panel, or go to its dot and use the arrow keys.'}
        {score && `Your curve explains ${cutTo(score.expected, 2)} of the variance of y.${foretold}`}
      </p>
      <Status shown={shown} idle="" description="" />
      {ended && open && (
        <TakeAway
          id="two-points"
          query={open.query(run.record.parameters)}
          release={open.figure.sources(run).release}
          permalink={() => new URL(`/figures/two-points?${open.query(run.record.parameters)}`, location.href).href}
          save={(extension) => {
            open.save(extension, run);
          }}
        >
          <a class="button" href={`/figures/two-points?${open.query(run.record.parameters)}`}>
            Figure’s page
          </a>
        </TakeAway>
      )}
    </div>
  );
}
