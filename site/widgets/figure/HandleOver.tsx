import { useRef } from 'preact/hooks';
import type { Handle, Place } from '../../../lib/figures/figure.ts';

interface Props {
  readonly handle: Handle<object>;
  /** What is drawn, and how wide. */
  readonly table: object;
  readonly width: number;
  readonly onMove: (table: object) => void;
}

/** What an arrow key moves it by, CSS pixels. */
const nudge = 6;
const ways: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -nudge, y: 0 },
  ArrowRight: { x: nudge, y: 0 },
  ArrowUp: { x: 0, y: -nudge },
  ArrowDown: { x: 0, y: nudge },
};

/** The point of a picture that can be dragged, with the pointer or the arrow keys. */
export function HandleOver({ handle, table, width, onMove }: Props) {
  /** Where it was taken hold of, from its middle. */
  const grip = useRef<Place>({ x: 0, y: 0 });
  const place = handle.place(table, width);
  if (!place) return null;
  const fromPicture = ({ clientX, clientY, currentTarget }: PointerEvent): Place => {
    const { left, top } = (currentTarget as Element).parentElement!.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  return (
    <button
      type="button"
      class="handle"
      style={{ left: `${place.x}px`, top: `${place.y}px` }}
      aria-label={`${handle.label}: ${handle.text(table)}. Arrow keys move it.`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = fromPicture(event);
        grip.current = { x: at.x - place.x, y: at.y - place.y };
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const at = fromPicture(event);
        onMove(handle.moved(table, { x: at.x - grip.current.x, y: at.y - grip.current.y }, width));
      }}
      onKeyDown={(event) => {
        const way = ways[event.key];
        if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        onMove(handle.moved(table, { x: place.x + way.x, y: place.y + way.y }, width));
      }}
    />
  );
}
