import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Preset } from '../../../lib/experiments/two-points/presets.ts';
import type { TwoPointsParameters } from '../../../lib/experiments/two-points/parameters.ts';
import type { EngineChoice } from '../../workers/protocol.ts';
import { ChoiceInput, NumberInput } from './Control.tsx';
import { controls, typedChoices, type Choices } from './controls.ts';
import { DataTable } from './DataTable.tsx';
import { PresetChoice } from './PresetChoice.tsx';
import { Status } from './Status.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useWidth } from '../useWidth.ts';
import { usePlayback } from './usePlayback.ts';
import { useTraining } from './useTraining.ts';

interface Props {
  /** Settings to start from, by the label of their group. */
  readonly presets: Readonly<Record<string, readonly Preset[]>>;
  /** The state of the page's own picture. */
  readonly initial: TwoPointsParameters;
  readonly stateVersion: number;
  readonly title: string;
  readonly description: string;
  /** The page's own picture, already in the document. */
  readonly children?: ComponentChildren;
}

const figureId = 'two-points';

/** The live two-point figure: controls, training in a worker, the theory fitted to it, and the tools around it. */
export function LiveTwoPoints({ presets, initial, stateVersion, title, description, children }: Props) {
  const start: Choices = { ...initial, layer: undefined };
  const [choices, setChoices] = useState<Choices>(start);
  const [engine, setEngine] = useState<EngineChoice>('auto');
  const [hydrated, setHydrated] = useState(false);
  const { training, run, stop, reset, patch } = useTraining();
  const { live, table, phase } = training;
  const playback = usePlayback(table);
  const canvas = useRef<HTMLDivElement>(null);
  const drawing = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const width = useWidth(canvas);

  const change = useCallback(
    (next: Choices) => {
      setChoices(next);
      void run(next, engine);
    },
    [run, engine],
  );
  const set = (part: Partial<Choices>) => {
    // Another network has another middle layer.
    const other = 'depth' in part || 'architecture' in part;
    change({ ...choices, ...(other ? { layer: undefined } : {}), ...part });
  };

  useEffect(() => {
    setHydrated(true);
    const query = new URLSearchParams(location.search);
    if (query.get('figure') === figureId) {
      // A permalink: the state in the address is trained at once, unless that takes long.
      void import('./address.ts').then(({ readState }) => {
        const state = readState(query);
        if ('problem' in state) {
          patch({ notice: state.problem });
          return;
        }
        setChoices(state.choices);
        if (state.start) void run(state.choices, engine);
        patch({ notice: state.notice });
      });
      return;
    }
    // What was typed before the script was there is not lost.
    const typed = form.current ? typedChoices(form.current, start) : start;
    if (typed !== start) change(typed);
  }, []);

  // The address follows the figure, so that copying it shares the state, and reloading goes on with it.
  const { asked } = training;
  useEffect(() => {
    if (!live || !asked) return;
    const timer = setTimeout(() => {
      history.replaceState(null, '', `?figure=${figureId}&${live.queryOf(asked)}#live`);
    }, 300);
    return () => {
      clearTimeout(timer);
    };
  }, [live, asked]);

  const until = playback.atEnd ? undefined : table?.record.series.step[playback.position];
  useLayoutEffect(() => {
    if (!table || !live || !drawing.current || width === 0) return;
    live.drawInto(drawing.current, until === undefined ? table : { ...table, until }, width);
  }, [table, live, width, until]);

  const backToStart = () => {
    setChoices(start);
    setEngine('auto');
    reset();
    history.replaceState(null, '', location.pathname + location.hash);
  };

  return (
    <div class="live" data-phase={phase} data-run={table?.record.id} data-engine={training.engine?.id}>
      <p class="figure-state">{table && live ? live.figure.title(table) : title}</p>
      <div class="bench">
        <div class="stage">
          <div class="canvas" ref={canvas}>
            <div class="picture" hidden={table !== undefined}>
              {children}
            </div>
            <div class="picture" ref={drawing} hidden={table === undefined} />
          </div>
          <Status training={training} description={description} />
          <Toolbar
            training={training}
            playback={playback}
            engine={engine}
            enabled={hydrated}
            onTrain={() => void run(choices, engine)}
            onStop={stop}
            onReset={backToStart}
            onSeed={() => {
              set({ seed: 1 + Math.floor(Math.random() * 9999) });
            }}
            onEngine={(next) => {
              setEngine(next);
              void run(choices, next);
            }}
          />
        </div>
        <form
          class="controls"
          ref={form}
          action={`/figures/${figureId}.svg`}
          aria-label="What is trained"
          onSubmit={(event) => {
            event.preventDefault();
            void run(choices, engine);
          }}
        >
          <PresetChoice groups={presets} base={start} choices={choices} onChange={change} />
          {controls.map((control) => {
            const problem = training.problems[control.name];
            return control.kind === 'choice' ? (
              <ChoiceInput key={control.name} {...{ control, choices, problem }} onChange={set} />
            ) : (
              <NumberInput key={control.name} {...{ control, choices, problem }} onChange={set} />
            );
          })}
          <input type="hidden" name="v" value={stateVersion} />
          <noscript>
            <button>Train on the server and open the picture</button>
          </noscript>
        </form>
      </div>
      {table && live && <DataTable table={table} live={live} />}
    </div>
  );
}
