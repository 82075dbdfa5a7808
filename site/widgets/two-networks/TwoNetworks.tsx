import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Canvas } from '../figure/Canvas.tsx';
import { ShareLink } from '../figure/ShareLink.tsx';
import { engineNames } from '../figure/Status.tsx';
import { addressOf, stateInAddress, type Place } from '../figure/useAddress.ts';
import { useOnScreen } from '../figure/useOnScreen.ts';
import { useTwoNetworks, type Choosable, type Sides } from './useTwoNetworks.ts';

interface Props {
  readonly networks: readonly Choosable[];
  /** What the page's own picture shows. */
  readonly initial: Sides;
  /** Of the page's own picture. */
  readonly description: string;
  readonly children?: ComponentChildren;
}

const places = ['Left network', 'Right network'] as const;
/** As the address has them. */
const names = ['left', 'right'] as const;
const place: Place = { id: 'two-networks', anchor: 'figure-two-networks', framed: false };
const whole = (value: number) => Math.round(value).toLocaleString('en');

/** Two networks, trained side by side at a click, with their matrices of distances growing. */
export function TwoNetworks({ networks, initial, description, children }: Props) {
  const [sides, setSides] = useState<Sides>(initial);
  const [hydrated, setHydrated] = useState(false);
  const { pair, train, stop, hold } = useTwoNetworks(networks);
  const [paused, setPaused] = useState(false);
  const [visible, setVisible] = useState(true);
  const root = useRef<HTMLDivElement>(null);
  useOnScreen(root, setVisible);
  useEffect(() => {
    hold(paused || !visible);
  }, [paused, visible]);
  const { phase, code, table, step, steps, stepsPerSecond, engine, notice } = pair;
  const start = (next: Sides) => {
    setSides(next);
    setPaused(false);
    void train(next);
  };
  useEffect(() => {
    setHydrated(true);
    const asked = stateInAddress(place);
    if (!asked) return;
    const named = names.map((name) => ({ network: asked.get(name) ?? '', seed: Number(asked.get(`${name}-seed`)) }));
    // An address of nothing that can be trained here leaves the page's own picture.
    const known = named.every(
      ({ network, seed }) =>
        networks.some(({ id }) => id === network) && Number.isInteger(seed) && seed > 0 && seed < 1e6,
    );
    if (known) start(named as unknown as Sides);
  }, []);
  const query = sides.map(({ network, seed }, n) => `${names[n]}=${network}&${names[n]}-seed=${seed}`).join('&');
  const changed = (place: number, change: Partial<Sides[number]>) =>
    sides.map((side, n) => (n === place ? { ...side, ...change } : side)) as unknown as Sides;
  const busy = phase === 'training' || phase === 'loading';
  const rate = stepsPerSecond > 0 ? ` at ${whole(stepsPerSecond)} steps/s` : '';
  const engines = engine ? ` on the ${engineNames[engine]}` : '';
  const seeds = `seeds ${sides.map(({ seed }) => seed).join(' and ')}`;
  return (
    <div class="pair" ref={root} data-phase={phase}>
      <div class="toolbar scripted" role="group" aria-label="Two networks">
        {sides.map((side, n) => (
          <label key={places[n]}>
            <span>{places[n]}</span>
            <select
              value={side.network}
              disabled={!hydrated}
              onChange={({ currentTarget }) => {
                start(changed(n, { network: currentTarget.value }));
              }}
            >
              {networks.map(({ id, label }) => (
                <option key={id} value={id} selected={id === side.network}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        ))}
        <button
          type="button"
          class="primary"
          disabled={!hydrated}
          onClick={() => {
            if (busy) stop();
            else start(sides);
          }}
        >
          {/* Another element each: a text that changes where it stands would count as one that has moved. */}
          <span key={busy ? 'stop' : 'train'}>{busy ? 'Stop' : 'Train both'}</span>
        </button>
        <button
          type="button"
          disabled={phase !== 'training'}
          onClick={() => {
            setPaused(!paused);
          }}
        >
          {paused ? 'Go on' : 'Pause'}
        </button>
        <button
          type="button"
          disabled={!hydrated}
          onClick={() => {
            start(sides.map((side) => ({ ...side, seed: 1 + Math.floor(Math.random() * 9999) })) as unknown as Sides);
          }}
        >
          Other seeds
        </button>
        <ShareLink address={() => new URL(addressOf(place, query), location.href).href} />
      </div>
      <progress class={busy ? '' : 'at-rest'} max={Math.max(1, steps)} value={step} aria-label="Training" />
      <p class="engine">
        {phase === 'idle' && `Trained beforehand, ${seeds}. “Train both” does it again, here, from the first step.`}
        {phase === 'loading' && 'Loading two thousand handwritten digits …'}
        {phase === 'training' &&
          (paused || !visible
            ? `Paused at step ${whole(step)} of ${whole(steps)}${paused ? '' : ' while it is out of sight'}.`
            : `Training both: step ${whole(step)} of ${whole(steps)}${rate}, ${seeds}.`)}
        {phase === 'done' && `Trained here, ${whole(steps)} steps${rate}${engines}, ${seeds}.`}
        {phase === 'stopped' && `Stopped at step ${whole(step)} of ${whole(steps)}.`}
        {phase === 'failed' && 'Not trained.'}
      </p>
      <Canvas open={code} table={table}>
        {children}
      </Canvas>
      {notice && (
        <div class="notice" role="alert">
          <p>{notice}</p>
        </div>
      )}
      <p class="description" role="status">
        {busy ? '' : table && code ? code.describe(table) : description}
      </p>
    </div>
  );
}
