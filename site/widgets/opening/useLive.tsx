import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FigureState } from '../../../lib/figures/figure.ts';
import type { Choices } from '../figure/choices.ts';
import { stateInAddress } from '../figure/useAddress.ts';
import type { WidgetOptions } from '../figure/useWidget.ts';
import type * as LiveModule from './live.tsx';

type Widget = LiveModule.Widget;

/** What is known of the page's own picture. */
export interface OpeningState extends Pick<WidgetOptions, 'query' | 'title'> {
  readonly state: FigureState;
  readonly anchor: string;
}

/** What a reader has asked for before the widget's code was there. */
interface Early {
  readonly phase: 'idle' | 'loading' | 'stopped' | 'failed';
  readonly choices: Choices;
}

/**
 * A widget whose code comes when a reader reaches for it, so that the page's first picture waits for none of it. What is asked
 * for before is done when it is there.
 */
export function useLive({ state, query, title, anchor }: OpeningState) {
  const [hydrated, setHydrated] = useState(false);
  const [code, setCode] = useState<typeof LiveModule>();
  const [widget, setWidget] = useState<Widget>();
  const [early, setEarly] = useState<Early>({ phase: 'idle', choices: {} });
  const waiting = useRef<((widget: Widget) => void)[]>([]);
  const root = useRef<HTMLDivElement>(null);

  /** @param asked whether the reader has asked for something, and is told if it cannot be done. */
  const load = (asked: boolean) => {
    import('./live.tsx').then(setCode, () => {
      waiting.current = [];
      if (asked) setEarly((before) => ({ ...before, phase: 'failed' }));
    });
  };
  const whenLive = (act: (widget: Widget) => void, asked: boolean) => {
    if (widget) act(widget);
    else {
      waiting.current.push(act);
      load(asked);
    }
  };

  useEffect(() => {
    setHydrated(true);
    // The widget itself follows the address, once it is there.
    const follow = () => {
      if (stateInAddress({ id: 'two-networks', anchor, framed: false })) load(true);
    };
    follow();
    addEventListener('figureaddress', follow);
    return () => {
      removeEventListener('figureaddress', follow);
    };
  }, []);

  /** Rendered anew only by itself: whoever lays the widget out is told, and must not make it anew by that. */
  const hidden: ComponentChildren = useMemo(() => {
    if (!code) return null;
    const options = { id: 'two-networks', given: {}, controls: [], canBeLive: true, release: null } as const;
    const receive = (next: Widget) => {
      setWidget(next);
      for (const act of waiting.current.splice(0)) act(next);
    };
    return <code.Live options={{ ...options, state, query, title, anchor }} root={root} onWidget={receive} />;
  }, [code]);

  const choices = widget?.choices ?? early.choices;
  return {
    ...{ hydrated, code, widget, root, hidden, choices },
    phase: widget?.shown.phase ?? early.phase,
    /** The reader is about to ask for something. */
    prepare: () => {
      whenLive(({ prepare }) => {
        prepare();
      }, false);
    },
    /** Trains what was chosen, with some of it changed. */
    train: (part: Choices = {}) => {
      const next = { ...choices, ...part };
      setEarly({ phase: 'loading', choices: next });
      whenLive(({ change }) => {
        change(next);
      }, true);
    },
    stop: () => {
      waiting.current = [];
      setEarly((before) => ({ ...before, phase: 'stopped' }));
      widget?.training.onStop();
    },
  };
}
