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

const nothing: Early = { phase: 'idle', choices: {} };

/**
 * A widget whose code comes when a reader reaches for it, so that the page's first picture waits for none of it. What is asked
 * for before is done when it is there.
 */
export function useLive({ state, query, title, anchor }: OpeningState) {
  const [hydrated, setHydrated] = useState(false);
  const [code, setCode] = useState<typeof LiveModule>();
  const [widget, setWidget] = useState<Widget>();
  const [early, setEarly] = useState(nothing);
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
      if (next.shown.phase !== 'idle') setEarly(nothing);
      for (const act of waiting.current.splice(0)) act(next);
    };
    return <code.Live options={{ ...options, state, query, title, anchor }} root={root} onWidget={receive} />;
  }, [code]);

  // What was asked for, or stopped, before the widget was there holds until that does something itself.
  const isEarly = early.phase !== 'idle' && (widget?.shown.phase ?? 'idle') === 'idle';
  const choices = (isEarly ? undefined : widget?.choices) ?? early.choices;
  return {
    ...{ hydrated, code, widget, root, hidden, choices },
    phase: isEarly ? early.phase : (widget?.shown.phase ?? 'idle'),
    /** The reader is about to ask for something. */
    prepare: () => {
      whenLive(({ prepare }) => {
        prepare();
      }, false);
    },
    /** Trains what was chosen, with some of it changed. */
    train: (part: Choices = {}) => {
      const next = { ...choices, ...part };
      if (!widget) setEarly({ phase: 'loading', choices: next });
      whenLive(({ change }) => {
        change(next);
      }, true);
    },
    stop: () => {
      waiting.current = [];
      if (widget) widget.training.onStop();
      else setEarly((before) => ({ ...before, phase: 'stopped' }));
    },
  };
}
