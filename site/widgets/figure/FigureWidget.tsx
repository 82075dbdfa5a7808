import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Control } from '../../../lib/figures/controls.ts';
import type { FigureState } from '../../../lib/figures/figure.ts';
import type { FigureId } from '../../../lib/figures/index.ts';
import type { EngineChoice } from '../../workers/protocol.ts';
import { Canvas } from './Canvas.tsx';
import { typedChoices, type Choices } from './choices.ts';
import { ControlInput } from './Control.tsx';
import { DataTable } from './DataTable.tsx';
import { EmbedDialog } from './EmbedDialog.tsx';
import { PlayButtons, Position } from './Playback.tsx';
import { RunToolbar } from './RunToolbar.tsx';
import { Status } from './Status.tsx';
import { TakeAway } from './TakeAway.tsx';
import { addressOf, clearAddress, stateInAddress, useAddress } from './useAddress.ts';
import { plain, type Extension } from './extension.ts';
import { useDrawn } from './useDrawn.tsx';
import { useFigure } from './useFigure.ts';
import { useOnScreen } from './useOnScreen.ts';

export interface FigureWidgetProps {
  readonly id: FigureId;
  /** The state of the page's own picture, complete, what of it was given, and its query. */
  readonly state: FigureState;
  readonly given: Choices;
  readonly query: string;
  readonly stateVersion: number;
  readonly controls: readonly Control[];
  /** Whether a browser can train what the state names. */
  readonly canBeLive: boolean;
  /** Anchor of the figure in an article; null on its own page. */
  readonly anchor: string | null;
  /** Whether the page is a frame in the page of somebody else. */
  readonly framed?: boolean;
  readonly title: string;
  readonly description: string;
  /** What the page's own picture is of, in a line. */
  readonly source: string;
  /** The release of the page's own picture. */
  readonly release: string | null;
  /** The page's own table of the numbers, already in the document. */
  readonly numbers?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** Any figure, live: controls made from its state's schema, the picture redrawn in place, and the tools around it. */
export function FigureWidget({ extension = plain, ...props }: FigureWidgetProps & { readonly extension?: Extension }) {
  const { id, state, given, controls, canBeLive, anchor, framed = false, release, children } = props;
  const { shown, prepare, load, show, stop, hold, reset, patch } = useFigure({ id, release });
  const { open, table, asked, phase } = shown;
  const [choices, setChoices] = useState<Choices>(given);
  const [engine, setEngine] = useState<EngineChoice>('auto');
  const [hydrated, setHydrated] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const place = { id, anchor, framed };
  const start = () => {
    change(choices);
  };
  const { drawn, over, run, playback, finished, below } = useDrawn(shown, { canBeLive, extension, start });
  const root = useRef<HTMLDivElement>(null);
  useOnScreen(root, (visible) => {
    hold('sight', !visible);
  });

  const change = (next: Choices, by: EngineChoice = engine) => {
    setChoices(next);
    void show(next, { train: canBeLive, engine: by });
  };

  /** Shows the state that an address asks for, or says why not. */
  const follow = (address: URLSearchParams) => {
    void load().then((loaded) => {
      if (!loaded) return;
      const addressed = loaded.code.readAddress(loaded.open, address);
      if ('problem' in addressed) {
        patch({ phase: 'idle', notice: addressed.problem });
        return;
      }
      setChoices(addressed.choices);
      if (addressed.start) void show(addressed.choices, { train: canBeLive, engine });
      else patch({ phase: 'idle' });
      patch({ notice: addressed.notice });
    });
  };

  useEffect(() => {
    setHydrated(true);
    const address = stateInAddress(place);
    const typed = form.current ? typedChoices(form.current, controls) : {};
    if (address) follow(address);
    // What was typed before the script was there is not lost.
    else if (Object.keys(typed).length > 0) change({ ...given, ...typed });
    // Numbers in the text are links that change the address of the page they are on (site/scripts/claims.ts).
    const onAddress = () => {
      const next = stateInAddress(place);
      if (next) follow(next);
    };
    addEventListener('figureaddress', onAddress);
    return () => {
      removeEventListener('figureaddress', onAddress);
    };
  }, []);

  const query = open && asked ? open.query(asked) : undefined;
  useAddress(place, query);

  const sources = open && table ? open.figure.sources(table) : undefined;
  const shownRelease = sources ? sources.release : release;
  const runs = sources?.runs;
  return (
    <div
      class="live"
      ref={root}
      data-figure={id}
      data-phase={phase}
      data-run={runs?.length === 1 ? runs[0] : undefined}
      data-engine={shown.engine?.id}
    >
      <p class="figure-state">{table && open ? open.figure.title(table) : props.title}</p>
      <div class={controls.length > 4 ? 'bench beside' : 'bench'}>
        <div class="stage">
          <Canvas open={open} table={drawn} over={over}>
            {children}
          </Canvas>
          <Status shown={shown} idle={props.source} description={props.description} />
          <RunToolbar
            shown={shown}
            enabled={hydrated}
            onNear={prepare}
            onReset={() => {
              setChoices(given);
              setEngine('auto');
              reset();
              clearAddress(place);
            }}
            training={
              canBeLive
                ? {
                    engine,
                    onTrain: start,
                    onStop: stop,
                    onPause: (paused) => {
                      hold('reader', paused);
                    },
                    onSeed: () => {
                      change({ ...choices, seed: 1 + Math.floor(Math.random() * 9999) });
                    },
                    onEngine: (next) => {
                      setEngine(next);
                      change(choices, next);
                    },
                  }
                : null
            }
          >
            {canBeLive && <PlayButtons playback={playback} finished={finished} />}
          </RunToolbar>
          {finished && run && <Position playback={playback} table={run} />}
          {below}
          <TakeAway
            id={id}
            query={query ?? props.query}
            release={shownRelease}
            permalink={() => new URL(addressOf(place, query ?? props.query), location.href).href}
            save={
              open && table && shownRelease === null
                ? (extension) => {
                    open.save(extension, table);
                  }
                : undefined
            }
          >
            <EmbedDialog
              id={id}
              query={query ?? props.query}
              release={shownRelease}
              title={table && open ? open.figure.title(table) : props.title}
            />
            {(anchor !== null || framed) && (
              <a class="button" href={`/figures/${id}?${query ?? props.query}`}>
                Figure’s page
              </a>
            )}
          </TakeAway>
        </div>
        {controls.length > 0 && (
          <form
            class="controls"
            ref={form}
            onPointerEnter={prepare}
            action={`/figures/${id}.svg`}
            aria-label={`What is shown: ${id.replaceAll('-', ' ')}`}
            onSubmit={(event) => {
              event.preventDefault();
              change(choices);
            }}
          >
            {extension.above(choices, change)}
            {controls.map((given) => {
              const { control, value } = extension.control(given, choices);
              const { name } = control;
              return (
                <ControlInput
                  key={name}
                  id={`${id}-${name}`}
                  control={control}
                  value={choices[name] ?? value ?? asked?.[name] ?? state[name]}
                  problem={shown.problems[name]}
                  // What follows from the rest is not part of what a form sends.
                  sent={value === undefined}
                  onChange={(part) => {
                    change(extension.changed(choices, part));
                  }}
                />
              );
            })}
            <input type="hidden" name="v" value={props.stateVersion} />
            <noscript>
              <button>
                {canBeLive ? 'Train on the server and open the picture' : 'Open the picture of this state'}
              </button>
            </noscript>
          </form>
        )}
      </div>
      {table === undefined && props.numbers}
      {table && open && <DataTable table={table} open={open} />}
    </div>
  );
}
