import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  descended,
  differencesOf,
  firstPair,
  moved,
  numbersOf,
  type CutPair,
  type CutPoint,
  type Vector,
} from '../../../lib/figures/cut-network/pair.ts';
import { ToolButton } from '../figure/ToolButton.tsx';
import { DraggedPoint } from './DraggedPoint.tsx';
import { differenceAt, endsOf, fits, order, places } from './places.ts';

/** Steps of descent in a second, and their rates. */
const pace = 240;
const rates = { etaH: 0.05, etaY: 0.05 };
const learnt = (pair: CutPair) => Math.abs(numbersOf(pair).w) < 1e-3;

const formatted = (value: number) => value.toFixed(2).replace('-', '−').replace('−0.00', '0.00');

function meaning(pair: CutPair): string {
  const { w } = numbersOf(pair);
  if (learnt(pair)) return 'Where w is 0 there is nothing left to learn along this difference.';
  return w < 0
    ? 'Below 0: a larger difference of the predictions would make the error smaller.'
    : 'Above 0: the predictions have gone too far, or the wrong way.';
}

/** A network cut at a hidden layer, whose points can be dragged, and whose two matrices can be let learn. */
export function CutNetwork() {
  const [pair, setPair] = useState(firstPair);
  const [learning, setLearning] = useState(false);
  const [hydrated, setHydrated] = useState(false);
  const drawing = useRef<SVGSVGElement>(null);
  const latest = useRef(pair);
  latest.current = pair;
  useEffect(() => {
    setHydrated(true);
  }, []);

  // Ends before the next frame: a step after a reset would be one too many.
  useLayoutEffect(() => {
    if (!learning) return;
    const learn = (steps: number) => {
      let next = latest.current;
      for (let n = 0; n < steps && !learnt(next); n++) next = descended(next, rates);
      setPair(next);
      if (learnt(next)) setLearning(false);
    };
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      learn(20 * pace);
      setLearning(false);
      return;
    }
    let frame = 0;
    let before: number | undefined;
    const tick = (now: number) => {
      learn(Math.round((Math.min(100, now - (before ?? now)) / 1000) * pace));
      before = now;
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [learning]);

  const drag = (point: CutPoint, to: Vector) => {
    const next = moved(pair, point, differenceAt(point, to));
    if (!fits(next)) return;
    setLearning(false);
    setPair(next);
  };
  const differences = differencesOf(pair);
  const numbers = numbersOf(pair);
  return (
    <div class="cut-figure">
      <svg class="cut" ref={drawing} viewBox="0 0 640 190" role="group" aria-labelledby="cut-title">
        <title id="cut-title">
          Two nearby inputs, dx apart, go through the encoder to two hidden representations, dh apart, and through the
          decoder to two predictions; the predictions have the targets, dy apart, beside them.
        </title>
        <g class="panel">
          <rect x="1" y="30" width="130" height="136" rx="8" />
          <rect x="236" y="30" width="150" height="136" rx="8" />
          <rect x="492" y="30" width="147" height="136" rx="8" />
        </g>
        <g class="arrow">
          <path d="M141 98h84m-9-6 9 6-9 6" />
          <path d="M397 98h84m-9-6 9 6-9 6" />
        </g>
        <g class="name">
          <text x="66" y="18">
            inputs
          </text>
          <text x="311" y="18">
            hidden layer
          </text>
          <text x="565" y="18">
            outputs
          </text>
          <text x="183" y="84">
            encoder
          </text>
          <text x="439" y="84">
            decoder
          </text>
        </g>
        {order.map((point) => {
          const { look, radius, name } = places[point];
          const [first, second] = endsOf(point, differences[point]);
          return (
            <g key={point} class={`pair ${look}`}>
              <path
                d={`M${first.map((at) => at.toFixed(1)).join(' ')} ${second.map((at) => at.toFixed(1)).join(' ')}`}
              />
              <circle cx={first[0]} cy={first[1]} r={radius} />
              <DraggedPoint
                at={second}
                {...{ radius, name }}
                square={differences[point][0] ** 2 + differences[point][1] ** 2}
                enabled={hydrated}
                onDrag={(to) => {
                  drag(point, to);
                }}
              />
            </g>
          );
        })}
        <g class="symbol-name">
          <text class="ink-given" x="72" y="116">
            dx
          </text>
          <text class="ink-h" x="322" y="92">
            dh
          </text>
          <text class="ink-y" x="578" y="118">
            dŷ
          </text>
          <text class="ink-given" x="550" y="76">
            dy
          </text>
        </g>
      </svg>
      <p class="cut-numbers" role="status">
        {(['h', 'y', 'w'] as const).map((name) => (
          <span key={name} class={`ink-${name}`}>
            <i>{name}</i> = {formatted(numbers[name])}
          </span>
        ))}
        <span class="meaning">{meaning(pair)}</span>
      </p>
      <div class="toolbar scripted" role="group" aria-label="The cut network">
        <ToolButton
          disabled={!hydrated || (!learning && learnt(pair))}
          onClick={() => {
            setLearning(!learning);
          }}
        >
          {learning ? 'Pause' : 'Let the two matrices learn'}
        </ToolButton>
        <ToolButton
          disabled={!hydrated || pair === firstPair}
          onClick={() => {
            setLearning(false);
            setPair(firstPair);
          }}
        >
          Reset
        </ToolButton>
        <ToolButton
          title="Save the drawing as it is, as SVG"
          disabled={!hydrated}
          onClick={() => {
            void import('./save-drawing.ts').then(({ saveDrawing }) => {
              const said = (['h', 'y', 'w'] as const).map((name) => `${name} = ${formatted(numbers[name])}`);
              saveDrawing('cut-network', drawing.current!, said.join(', '));
            });
          }}
        >
          SVG
        </ToolButton>
        <span class="note">Drag the second point of any pair, or go to it and use the arrow keys.</span>
      </div>
    </div>
  );
}
