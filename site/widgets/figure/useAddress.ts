import { useEffect, useRef } from 'preact/hooks';

/** Where a figure's state stands in the addresses of its page. */
export interface Place {
  readonly id: string;
  /** Anchor of the figure in an article of many, or null on the figure's own page, whose whole query is the state. */
  readonly anchor: string | null;
  /** Whether the page is a frame, whose own address nobody sees: it says what the frame began with. */
  readonly framed: boolean;
}

/** The address of a state in its page, relative to it; the address of the figure's own page, if the page is a frame. */
export function addressOf({ id, anchor, framed }: Place, query: string): string {
  if (framed) return `/figures/${id}?${query}`;
  return anchor === null ? `?${query}` : `?figure=${id}&${query}#${anchor}`;
}

/** The query in the page's present address, if it is of this figure. */
export function stateInAddress({ id, anchor, framed }: Place): URLSearchParams | undefined {
  if (framed) return undefined;
  const query = new URLSearchParams(location.search);
  if (anchor === null) return query.size > 0 ? query : undefined;
  return query.get('figure') === id ? query : undefined;
}

/**
 * Lets the address follow the figure, so that copying it shares the state, and reloading goes on with it.
 * @returns takes all state out of the page's address, and keeps out what was on its way there.
 */
export function useAddress(place: Place, query: string | undefined): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (query === undefined || place.framed) return;
    timer.current = setTimeout(() => {
      history.replaceState(null, '', addressOf(place, query));
    }, 300);
    return () => {
      clearTimeout(timer.current);
    };
  }, [query]);
  return () => {
    clearTimeout(timer.current);
    if (!place.framed) history.replaceState(null, '', location.pathname + (place.anchor === null ? '' : location.hash));
  };
}
