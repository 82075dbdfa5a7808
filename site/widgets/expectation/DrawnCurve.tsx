import { useRef, useState } from 'preact/hooks';
import {
  curvePath,
  drawnThrough,
  expectationLayout,
  highest,
  knotAt,
  knots,
  placeOf,
} from '../../../lib/figures/expectation/layout.ts';
import { pageWidthAt } from '../figure/page-width.ts';
import { useWidth } from '../useWidth.ts';

interface Props {
  /** Heights at the knots, in units of where y must end. */
  readonly heights: readonly number[];
  readonly steps: number;
  readonly dy2: number;
  /** False once it has been seen what happens. */
  readonly open: boolean;
  readonly onDraw: (heights: readonly number[]) => void;
}

/** What a key moves the curve by, in units of where y must end, and how far along the curve follows, in knots. */
const nudge = 0.04;
const reach = 2;

/** The curve with one of its places moved, and those beside it with it, the less the further away they are. */
const pulled = (heights: readonly number[], knot: number, by: number) =>
  heights.map((height, n) => Math.min(highest, Math.max(0, height + by * Math.exp(-(((n - knot) / reach) ** 2) / 2))));

/** A reader's curve over the panel: drawn with the pointer, or place by place with the arrow keys. */
export function DrawnCurve({ heights, steps, dy2, open, onDraw }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const room = useWidth(root);
  const layout = expectationLayout(pageWidthAt(room));
  const [knot, setKnot] = useState(Math.floor(knots / 2));
  const last = useRef<ReturnType<typeof knotAt>>();
  const at = placeOf(layout, knot / (knots - 1), heights[knot]!);

  const drawTo = (event: PointerEvent) => {
    const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
    const to = knotAt(
      layout,
      ((event.clientX - left) / width) * layout.width,
      ((event.clientY - top) / height) * layout.height,
    );
    onDraw(drawnThrough(heights, last.current ?? to, to));
    last.current = to;
    setKnot(to.knot);
  };
  const moves: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => {
      setKnot(Math.max(0, knot - 1));
    },
    ArrowRight: () => {
      setKnot(Math.min(knots - 1, knot + 1));
    },
    Home: () => {
      setKnot(0);
    },
    End: () => {
      setKnot(knots - 1);
    },
    ArrowUp: () => {
      onDraw(pulled(heights, knot, nudge));
    },
    ArrowDown: () => {
      onDraw(pulled(heights, knot, -nudge));
    },
  };
  const value = Number((heights[knot]! * dy2).toPrecision(2));
  const step = Math.round((knot / (knots - 1)) * steps);
  return (
    <div class="drawn-curve" ref={root}>
      {/* Before its room is known it would be drawn for another picture. */}
      {room > 0 && (
        <svg
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          class={open ? 'open' : ''}
          onPointerDown={(event) => {
            if (!open || event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            last.current = undefined;
            drawTo(event);
          }}
          onPointerMove={(event) => {
            if (open && event.currentTarget.hasPointerCapture(event.pointerId)) drawTo(event);
          }}
        >
          <path d={curvePath(layout, heights)} />
          {open && (
            <circle
              cx={at.x}
              cy={at.y}
              r={7}
              tabindex={0}
              role="slider"
              aria-label="Your curve: up and down move it here, left and right go along"
              aria-orientation="vertical"
              aria-valuemin={0}
              aria-valuemax={highest * dy2}
              aria-valuenow={value}
              aria-valuetext={`${value} at step ${step}`}
              onKeyDown={(event) => {
                const move = moves[event.key];
                if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
                event.preventDefault();
                move();
              }}
            />
          )}
        </svg>
      )}
    </div>
  );
}
