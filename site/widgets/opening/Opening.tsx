import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Canvas } from '../figure/Canvas.tsx';
import { otherSeeds } from '../figure/choices.ts';
import { Notice } from '../figure/Notice.tsx';
import { ToolButton } from '../figure/ToolButton.tsx';
import type * as ToolsModule from './Tools.tsx';
import { useLive, type OpeningState } from './useLive.tsx';

interface Props extends OpeningState {
  /** What may be chosen on either side, by its id. */
  readonly networks: Readonly<Record<string, string>>;
  /** The page's own words of its picture. */
  readonly description: string;
  readonly children?: ComponentChildren;
}

const sides = { left: 'Left network', right: 'Right network' } as const;
const notLoaded = 'The code of the figure could not be loaded. The picture stays; try again.';

/**
 * The figure of two networks as the article opens with it: two to choose, one click to train both, and nothing moves. What else
 * can be done with a figure is behind a button.
 */
export function Opening({ networks, description, children, ...props }: Props) {
  const { state } = props;
  const { hydrated, code, widget, root, hidden, choices, phase, prepare, train, stop } = useLive(props);
  const [tools, setTools] = useState<typeof ToolsModule | 'closed' | 'failed'>('closed');
  const { open, table, asked, held, notice, engine, steps = 0, step = 0 } = widget?.shown ?? {};
  const busy = phase === 'training' || phase === 'loading';
  const of = { ...state, ...asked };
  const seeds = `seeds ${String(of.leftSeed)} and ${String(of.rightSeed)}`;
  const idle = `Trained beforehand, ${seeds}. “Train both” does it again, here, from the first step.`;
  return (
    <div class="live pair" ref={root} data-figure="two-networks" data-phase={phase}>
      {hidden}
      <div class="toolbar scripted" role="group" aria-label="Two networks" onPointerEnter={prepare}>
        {(['left', 'right'] as const).map((side) => (
          <label key={side}>
            <span>{sides[side]}</span>
            <select
              value={String(choices[side] ?? state[side])}
              disabled={!hydrated}
              onChange={({ currentTarget }) => {
                train({ [side]: currentTarget.value });
              }}
            >
              {Object.entries(networks).map(([id, label]) => (
                <option key={id} value={id} selected={id === (choices[side] ?? state[side])}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        ))}
        <ToolButton
          primary
          disabled={!hydrated}
          onClick={() => {
            if (busy) stop();
            else train();
          }}
        >
          {/* Another element each: a text that changes where it stands would count as one that has moved. */}
          <span key={busy ? 'stop' : 'train'}>{busy ? 'Stop' : 'Train both'}</span>
        </ToolButton>
        {code && widget?.finished ? (
          <code.PlayButton playback={widget.playback} finished />
        ) : (
          <ToolButton
            disabled={phase !== 'training'}
            onClick={() => {
              widget?.training.onPause(held !== 'reader');
            }}
          >
            {held === 'reader' ? 'Go on' : 'Pause'}
          </ToolButton>
        )}
        <ToolButton
          disabled={!hydrated}
          onClick={() => {
            train(otherSeeds(state));
          }}
        >
          Other seeds
        </ToolButton>
        <ToolButton
          title="Step through it, share, download, cite, embed"
          disabled={!hydrated}
          expanded={typeof tools === 'object'}
          onClick={() => {
            if (typeof tools === 'object') {
              setTools('closed');
              return;
            }
            prepare();
            import('./Tools.tsx').then(setTools, () => {
              setTools('failed');
            });
          }}
        >
          Tools
        </ToolButton>
      </div>
      {typeof tools === 'object' && widget && <tools.Tools widget={widget} />}
      <progress class={busy ? '' : 'at-rest'} max={Math.max(1, steps)} value={step} aria-label="Training" />
      {code && widget ? (
        <code.StatusLine shown={widget.shown} idle={idle} what={seeds} />
      ) : (
        <p class="engine">{idle}</p>
      )}
      <Canvas open={open} table={widget?.drawn} asPage>
        {children}
      </Canvas>
      {code && engine && <code.EngineNotes engine={engine} />}
      <Notice notice={phase === 'failed' && !widget ? notLoaded : tools === 'failed' ? notLoaded : notice} />
      <p class="description" role="status">
        {busy ? '' : table && open ? open.figure.describe(widget?.playback.drawn ?? table) : description}
      </p>
    </div>
  );
}
