import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { FigureState } from '../../../lib/figures/figure.ts';
import { Canvas } from '../figure/Canvas.tsx';
import { plain } from '../figure/extension.ts';
import { PlayButton } from '../figure/Playback.tsx';
import { EngineNotes, Notice, StatusLine } from '../figure/Status.tsx';
import { ToolButton } from '../figure/ToolButton.tsx';
import { useWidget } from '../figure/useWidget.ts';
import type * as ToolsModule from './Tools.tsx';

interface Props {
  /** What may be chosen on either side. */
  readonly networks: Readonly<Record<string, string>>;
  /** Of the page's own picture: its state, its query and its words. */
  readonly state: FigureState;
  readonly query: string;
  readonly title: string;
  readonly description: string;
  readonly anchor: string;
  readonly children?: ComponentChildren;
}

const sides = { left: 'Left network', right: 'Right network' } as const;

/**
 * The figure of two networks as the article opens with it: two to choose, one click to train both, and nothing moves. What else
 * can be done with a figure is behind a button, and loaded with it.
 */
export function Opening({ networks, state, query, title, description, anchor, children }: Props) {
  const options = { id: 'two-networks', given: {}, controls: [], canBeLive: true, release: null } as const;
  // The kernel gives the same networks and seeds the same bits as the page's own picture has.
  const widget = useWidget({ ...options, state, query, title, anchor }, { extension: plain, usualEngine: 'kernel' });
  const { shown, choices, change, hydrated, root, drawn, playback, finished, training } = widget;
  const { open, table, asked, phase, held } = shown;
  const [tools, setTools] = useState<typeof ToolsModule | 'closed' | 'failed'>('closed');
  const busy = phase === 'training' || phase === 'loading';
  const of = { ...state, ...asked };
  const seeds = `seeds ${String(of.leftSeed)} and ${String(of.rightSeed)}`;
  return (
    <div class="live pair" ref={root} data-figure="two-networks" data-phase={phase}>
      <div class="toolbar scripted" role="group" aria-label="Two networks" onPointerEnter={widget.prepare}>
        {(['left', 'right'] as const).map((side) => (
          <label key={side}>
            <span>{sides[side]}</span>
            <select
              value={String(choices[side] ?? state[side])}
              disabled={!hydrated}
              onChange={({ currentTarget }) => {
                change({ ...choices, [side]: currentTarget.value });
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
        <ToolButton primary disabled={!hydrated} onClick={busy ? training.onStop : training.onTrain}>
          {/* Another element each: a text that changes where it stands would count as one that has moved. */}
          <span key={busy ? 'stop' : 'train'}>{busy ? 'Stop' : 'Train both'}</span>
        </ToolButton>
        {finished ? (
          <PlayButton playback={playback} finished />
        ) : (
          <ToolButton
            disabled={phase !== 'training'}
            onClick={() => {
              training.onPause(held !== 'reader');
            }}
          >
            {held === 'reader' ? 'Go on' : 'Pause'}
          </ToolButton>
        )}
        <ToolButton disabled={!hydrated} onClick={training.onSeed}>
          Other seeds
        </ToolButton>
        <ToolButton
          disabled={!hydrated}
          title="Step through it, share, download, cite, embed"
          expanded={typeof tools === 'object'}
          onClick={() => {
            if (typeof tools === 'object') setTools('closed');
            else
              import('./Tools.tsx').then(setTools, () => {
                setTools('failed');
              });
          }}
        >
          Tools
        </ToolButton>
      </div>
      {typeof tools === 'object' && <tools.Tools widget={widget} />}
      {tools === 'failed' && <Notice notice="The code of the tools could not be loaded; try again." />}
      <progress class={busy ? '' : 'at-rest'} max={Math.max(1, shown.steps)} value={shown.step} aria-label="Training" />
      <StatusLine
        shown={shown}
        idle={`Trained beforehand, ${seeds}. “Train both” does it again, here, from the first step.`}
        what={seeds}
      />
      <Canvas open={open} table={drawn} asPage>
        {children}
      </Canvas>
      {shown.engine && <EngineNotes engine={shown.engine} />}
      <Notice notice={shown.notice} />
      <p class="description" role="status">
        {busy ? '' : table && open ? open.figure.describe(playback.drawn ?? table) : description}
      </p>
    </div>
  );
}
