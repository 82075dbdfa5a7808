import { playedOf, type PlayedTable } from './played.ts';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';

/** How fast a run is played, as multiples of the usual. */
export const speeds = [0.25, 0.5, 1, 2, 4] as const;

/** Milliseconds in which a whole run is played at the usual speed. */
const duration = 5000;

const nothing: readonly never[] = [];

/** A position in a finished run, which the reader moves, steps or plays. `null` is the end: the whole run. */
export function usePlayback<Table extends PlayedTable>(
  table: Table | undefined,
  snapshots: readonly Table[] = nothing,
) {
  const [position, setPosition] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(1);
  const played = useMemo(() => table && playedOf(table, snapshots), [table, snapshots]);
  const steps = played?.steps ?? nothing;
  const last = steps.length - 1;

  // Another run, or the same once more: its end is shown.
  useEffect(() => {
    setPosition(null);
    setPlaying(false);
  }, [table]);

  useEffect(() => {
    if (!playing || last < 1) return;
    let frame = 0;
    let before: number | undefined;
    let at = position === null || position >= last ? 0 : position;
    const tick = (now: number) => {
      at += ((now - (before ?? now)) / duration) * last * speed;
      before = now;
      if (at >= last) {
        setPosition(null);
        setPlaying(false);
        return;
      }
      setPosition(Math.floor(at));
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => {
      cancelAnimationFrame(frame);
    };
    // `position` is where playing starts; it must not restart the clock at every frame.
  }, [playing, last, speed]);

  const move = useCallback(
    (to: number) => {
      setPlaying(false);
      setPosition(to >= last ? null : Math.max(0, to));
    },
    [last],
  );
  // The same object as long as the same is drawn: a new one would be drawn anew.
  const drawn = useMemo(() => (played && position !== null ? played.at(position) : table), [played, position]);
  const shown = position ?? Math.max(0, last);
  return {
    ...{ drawn, position: shown, atEnd: position === null, last, step: steps[shown] ?? 0 },
    ...{ playing, setPlaying, move, speed, setSpeed },
  };
}
