import { useCallback, useEffect, useState } from 'preact/hooks';
import type { TwoPointsTable } from '../../../lib/figures/two-points/table.ts';

/** Milliseconds in which a whole run is played. */
const duration = 5000;

/** A position in a finished run, which the reader moves, steps or plays. `null` is the end: the whole run. */
export function usePlayback(table: TwoPointsTable | undefined) {
  const [position, setPosition] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const length = table?.record.series.step.length ?? 0;
  const last = length - 1;

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
      at += ((now - (before ?? now)) / duration) * last;
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
  }, [playing, last]);

  const move = useCallback(
    (to: number) => {
      setPlaying(false);
      setPosition(to >= last ? null : Math.max(0, to));
    },
    [last],
  );
  return { position: position ?? Math.max(0, last), atEnd: position === null, last, playing, setPlaying, move };
}
