import { ToolButton } from './ToolButton.tsx';
import { speeds, type usePlayback } from './usePlayback.ts';

interface Props {
  readonly playback: Omit<ReturnType<typeof usePlayback>, 'drawn'>;
  /** Whether there is a run that has ended. */
  readonly finished: boolean;
}

/** Plays a finished run, or lets it rest. */
export function PlayButton({ playback: { playing, setPlaying }, finished }: Props) {
  return (
    <ToolButton
      disabled={!finished}
      onClick={() => {
        setPlaying(!playing);
      }}
    >
      {playing ? 'Pause' : 'Play'}
    </ToolButton>
  );
}

/** Steps through a finished run, and sets how fast it is played. */
export function StepButtons({ playback, finished }: Props) {
  const { position, atEnd, playing, move, speed, setSpeed } = playback;
  return (
    <>
      <ToolButton
        disabled={!finished || playing}
        title="Forward to the next recorded step; from the end, back to the first"
        onClick={() => {
          move(atEnd ? 0 : position + 1);
        }}
      >
        Step
      </ToolButton>
      <label>
        Speed{' '}
        <select
          value={String(speed)}
          disabled={!finished}
          onChange={({ currentTarget }) => {
            setSpeed(Number(currentTarget.value));
          }}
        >
          {speeds.map((each) => (
            <option key={each} value={String(each)} selected={each === speed}>
              {each === 0.25 ? '¼' : each === 0.5 ? '½' : each}×
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

/** Where in the run the figure stands; there while it trains as well, so that what is below does not move when it ends. */
export function Position({ playback: { position, last, step, move }, finished }: Props) {
  if (last <= 0) return null;
  return (
    <label class="position">
      <span>Step {step.toLocaleString('en')}</span>
      <input
        type="range"
        min={0}
        max={last}
        value={position}
        disabled={!finished}
        aria-valuetext={`step ${step}`}
        onInput={({ currentTarget }) => {
          move(currentTarget.valueAsNumber);
        }}
      />
    </label>
  );
}
