import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Control } from '../../../lib/figures/controls.ts';
import type { FigureState } from '../../../lib/figures/figure.ts';
import type { FigureId } from '../../../lib/figures/index.ts';
import type { EngineChoice } from '../../workers/protocol.ts';
import { otherSeeds, typedChoices, type Choices } from './choices.ts';
import type { Extension } from './extension.ts';
import { addressOf, stateInAddress, useAddress, type Place } from './useAddress.ts';
import { useDrawn } from './useDrawn.tsx';
import { useFigure } from './useFigure.ts';
import { useOnScreen } from './useOnScreen.ts';

/** What a figure's widget must know of it and of its page, however it is laid out. */
export interface WidgetOptions {
  readonly id: FigureId;
  /** The state of the page's own picture, complete, what of it was given, and its query. */
  readonly state: FigureState;
  readonly given: Choices;
  readonly query: string;
  readonly controls: readonly Control[];
  /** Whether a browser can train what the state names. */
  readonly canBeLive: boolean;
  /** Anchor of the figure in an article; null on its own page. */
  readonly anchor: string | null;
  /** Whether the page is a frame in the page of somebody else. */
  readonly framed?: boolean;
  /** The page's own words of its picture. */
  readonly title: string;
  /** The release of the page's own picture. */
  readonly release: string | null;
}

interface Ways {
  readonly extension: Extension;
  /** What trains before the reader chooses. */
  readonly usualEngine?: EngineChoice;
  /** The widget's element, where somebody else has it. */
  readonly root?: RefObject<HTMLDivElement>;
}

/** A figure's widget without its layout: what it shows, and all that a reader can do with it. */
export function useWidget(options: WidgetOptions, { extension, usualEngine = 'auto', root: element }: Ways) {
  const { id, state, given, controls, canBeLive, anchor, framed = false, release } = options;
  const { shown, prepare, load, show, stop, hold, reset, patch } = useFigure({ id, release });
  const { open, table, asked } = shown;
  const [choices, setChoices] = useState<Choices>(given);
  const [engine, setEngine] = useState(usualEngine);
  const [hydrated, setHydrated] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const place: Place = { id, anchor, framed };
  const start = () => {
    change(choices);
  };
  const drawn = useDrawn(shown, { canBeLive, extension, start });
  const own = useRef<HTMLDivElement>(null);
  const root = element ?? own;
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

  const asking = open && asked ? open.query(asked) : undefined;
  const clearAddress = useAddress(place, asking);
  const query = asking ?? options.query;
  const sources = open && table ? open.figure.sources(table) : undefined;
  const shownRelease = sources ? sources.release : release;

  return {
    ...{ shown, prepare, choices, change, hydrated, form, root, ...drawn },
    /** Runs that are shown. */
    runs: sources?.runs,
    /** What is trained, and how. */
    training: {
      engine,
      onTrain: start,
      onStop: stop,
      onPause: (paused: boolean) => {
        hold('reader', paused);
      },
      onSeed: () => {
        change({ ...choices, ...otherSeeds(state) });
      },
      onEngine: (next: EngineChoice) => {
        setEngine(next);
        change(choices, next);
      },
    },
    onReset: () => {
      setChoices(given);
      setEngine(usualEngine);
      reset();
      clearAddress();
    },
    /** What can be taken away of what is shown. */
    taken: {
      ...{ id, query, release: shownRelease },
      title: table && open ? open.figure.title(table) : options.title,
      permalink: () => new URL(addressOf(place, query), location.href).href,
      page: anchor !== null || framed ? `/figures/${id}?${query}` : undefined,
      save:
        open && table && shownRelease === null
          ? (extension: 'svg' | 'csv' | 'json') => {
              open.save(extension, table);
            }
          : undefined,
    },
  };
}
