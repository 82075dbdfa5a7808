import type { Vector } from '../../../lib/figures/cut-network/pair.ts';

interface Props {
  /** In units of the drawing. */
  readonly at: Vector;
  readonly radius: number;
  readonly name: string;
  /** Its squared distance from the other point of the pair, for whoever does not see it. */
  readonly square: number;
  /** False until the script is there to answer. */
  readonly enabled: boolean;
  readonly onDrag: (to: Vector) => void;
}

/** What an arrow key moves a point by, in units of the drawing. */
const nudge = 4;
const ways: Readonly<Record<string, Vector>> = {
  ArrowLeft: [-nudge, 0],
  ArrowRight: [nudge, 0],
  ArrowUp: [0, -nudge],
  ArrowDown: [0, nudge],
};

/** A point of a drawing that can be dragged, with the pointer or the arrow keys. */
export function DraggedPoint({ at, radius, name, square, enabled, onDrag }: Props) {
  const place = (event: PointerEvent): Vector => {
    const svg = (event.currentTarget as SVGElement).ownerSVGElement!;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()!.inverse());
    return [x, y];
  };
  const hold = {
    // As SVG spells it.
    tabindex: 0,
    role: 'slider',
    'aria-label': `${name}. Arrow keys move it.`,
    'aria-valuemin': 0,
    'aria-valuemax': 4,
    'aria-valuenow': Number(square.toFixed(2)),
    'aria-valuetext': `squared distance ${square.toFixed(2)}`,
  } as const;
  return (
    <g
      class={enabled ? 'held' : undefined}
      {...(enabled ? hold : {})}
      onPointerDown={(event) => {
        if (!enabled || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        onDrag(place(event));
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(place(event));
      }}
      onKeyDown={(event) => {
        const way = ways[event.key];
        if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        onDrag([at[0] + way[0], at[1] + way[1]]);
      }}
    >
      <circle class="reach" cx={at[0]} cy={at[1]} r={22} />
      <circle cx={at[0]} cy={at[1]} r={radius} />
    </g>
  );
}
