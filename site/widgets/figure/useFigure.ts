import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { AnyExperimentId } from '../../../lib/experiments/index.ts';
import type { FigureState } from '../../../lib/figures/figure.ts';
import type { FigureId } from '../../../lib/figures/index.ts';
import type { ComparedRun } from '../../../lib/figures/source.ts';
import type { Task, TaskAnswer, TrainingCrew } from '../../workers/crew.ts';
import type { EngineChoice, EngineReport } from '../../workers/protocol.ts';
import type { Choices } from './choices.ts';
import { isWhole } from './played.ts';
import type * as OpenModule from './open.ts';
import type { OpenFigure } from './open.ts';
import { messageOf, recorded } from './recorded.ts';

/** Why a run waits. */
type Hold = 'reader' | 'sight';

/** What a figure shows, and how it came about. */
export interface Shown<Table extends object = object> {
  /** `idle`: the page's own picture stands; `recorded`: the table came from the server. */
  readonly phase: 'idle' | 'loading' | 'training' | 'done' | 'stopped' | 'recorded' | 'failed';
  /** The figure's code, once it is here. */
  readonly open: OpenFigure | undefined;
  readonly table: Table | undefined;
  /** The runs behind the table that were trained here. */
  readonly runs: readonly ComparedRun<AnyExperimentId>[];
  /** The tables of what was trained here as they came, where the last does not hold them all: see `playedOf`. */
  readonly snapshots: readonly Table[];
  /** The state that was last asked for and is possible. */
  readonly asked: FigureState | undefined;
  /** Why the run under way waits: paused by the reader, or out of sight. */
  readonly held: Hold | undefined;
  readonly step: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly fitTime: number;
  readonly engine: EngineReport | undefined;
  /** Why the reader does not see what they asked for. */
  readonly notice: string | undefined;
  /** What is wrong with a choice, by its name. */
  readonly problems: Readonly<Record<string, string>>;
}

const idle = {
  ...({ phase: 'idle', open: undefined, table: undefined, asked: undefined, held: undefined } as const),
  ...{ runs: [], snapshots: [] },
  ...{ step: 0, steps: 0, stepsPerSecond: 0, fitTime: 0, engine: undefined, notice: undefined, problems: {} },
};

/** A run that has not been heard of after this long (ms) is shown as under way; before, the last picture stands. */
const quietTime = 150;

interface Options {
  readonly id: FigureId;
  /** The release that the page's own picture is of: the rest is of the same. Null: of the latest, or computed. */
  readonly release: string | null;
}

/** How a state is wanted. */
export interface Wish {
  /** Whether to train what can be trained here rather than to ask the server. */
  readonly train: boolean;
  readonly engine: EngineChoice;
}

/**
 * Brings a figure to life on demand: loads its code and shows states, trained in the worker where they can be, else from the
 * server. Whatever fails is said, and the last picture stays.
 */
export function useFigure<Table extends object = object>({ id, release }: Options) {
  const [shown, setShown] = useState<Shown<Table>>(idle);
  const client = useRef<TrainingCrew | undefined>(undefined);
  const wanted = useRef<FigureState | undefined>(undefined);
  /** Those of the last state that was trained here. */
  const snapshots = useRef<{ readonly state: FigureState; readonly tables: readonly Table[] } | undefined>(undefined);
  /** Counts what the reader has asked for: an answer to anything but the last does not count. */
  const generation = useRef(0);
  /** Counts what the workers have said, and of that what was taken up: a table that was made too late does not count. */
  const said = useRef({ last: 0, shown: 0 });
  const quiet = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const loading = useRef<Promise<Loaded> | undefined>(undefined);
  /** Whether the code has come and was asked for: then nothing is said of loading. */
  const here = useRef(false);
  const holds = useRef<ReadonlySet<Hold>>(new Set());
  const patch = useCallback((change: Partial<Shown<Table>>) => {
    setShown((before) => ({ ...before, ...change }));
  }, []);

  /** Lets the run wait for a reason, or no longer for it. */
  const hold = useCallback((reason: Hold, on: boolean) => {
    if (holds.current.has(reason) === on) return;
    const next = new Set(holds.current);
    if (on) next.add(reason);
    else next.delete(reason);
    holds.current = next;
    if (next.size > 0) client.current?.hold();
    else client.current?.release();
    const held = next.has('reader') ? 'reader' : next.has('sight') ? 'sight' : undefined;
    // Figures come and go as a reader scrolls: only what changes something is rendered.
    setShown((before) => (before.held === held ? before : { ...before, held }));
  }, []);

  /** Fetches the figure's code, once. */
  const fetchCode = useCallback(() => {
    loading.current ??= import('./open.ts').then(async (code) => ({ code, open: await code.openFigure(id) }));
    return loading.current;
  }, [id]);

  /** Lets the code come while a reader is about to ask for something; whether it does shows when they have. */
  const prepare = useCallback(() => {
    fetchCode().catch(() => {
      loading.current = undefined;
    });
  }, [fetchCode]);

  /** The figure's code, loaded once. Undefined if it could not be loaded, which is said, or is no longer wanted. */
  const load = useCallback(async () => {
    generation.current += 1;
    const mine = generation.current;
    if (!here.current) patch({ phase: 'loading', notice: undefined });
    try {
      const loaded = await fetchCode();
      here.current = true;
      return mine === generation.current ? loaded : undefined;
    } catch {
      loading.current = undefined;
      if (mine === generation.current) {
        patch({ phase: 'failed', notice: 'The code of the figure could not be loaded. The picture stays; try again.' });
      }
      return undefined;
    }
  }, [patch, fetchCode]);

  /** A state from the server; `why` says why it is not trained here, if it could be. */
  const showRecorded = useCallback(
    async (open: OpenFigure, state: FigureState, why?: string) => {
      const change = await recorded<Table>(open, state, release, why);
      if (wanted.current === state) patch(change);
    },
    [patch, release],
  );

  const train = useCallback(
    async ({ code, open }: Loaded, task: Task) => {
      const onAnswer = async (answer: TaskAnswer, state: FigureState) => {
        clearTimeout(quiet.current);
        said.current.last += 1;
        const mine = said.current.last;
        if (answer.kind === 'stopped' || answer.kind === 'failed') said.current.shown = mine;
        if (answer.kind === 'stopped') patch({ phase: 'stopped' });
        else if (answer.kind === 'failed') await showRecorded(open, wanted.current ?? state, answer.reason);
        else {
          const { kind, trained, step, steps, stepsPerSecond, fitTime, engine } = answer;
          const table = (await open.trained(state, trained)) as Table;
          // Reset, stopped or overtaken while the table was made.
          if (wanted.current === undefined || mine < said.current.shown) return;
          said.current.shown = mine;
          const phase = kind === 'done' ? 'done' : 'training';
          const runs = trained.map(({ run }) => run);
          const before = snapshots.current?.state === state ? snapshots.current.tables : [];
          const tables = isWhole(table) ? [] : [...before, table];
          snapshots.current = { state, tables };
          patch({ phase, runs, snapshots: tables, table, step, steps, stepsPerSecond, fitTime, engine });
        }
      };
      const onLost = (reason: string) => {
        clearTimeout(quiet.current);
        client.current = undefined;
        void showRecorded(open, wanted.current ?? task.state, `The training worker was lost: ${reason}.`);
      };
      // Whoever asks for another run wants to see it.
      hold('reader', false);
      try {
        if (!client.current) {
          client.current = new code.TrainingCrew((answer, state) => {
            onAnswer(answer, state).catch((error: unknown) => {
              void showRecorded(open, state, messageOf(error));
            });
          }, onLost);
          if (holds.current.size > 0) client.current.hold();
        }
        client.current.run(task);
      } catch (error) {
        client.current = undefined;
        await showRecorded(open, task.state, `This browser starts no worker (${messageOf(error)}).`);
        return;
      }
      clearTimeout(quiet.current);
      quiet.current = setTimeout(() => {
        patch({ phase: 'training', step: 0, steps: stepsOf(task), stepsPerSecond: 0 });
      }, quietTime);
    },
    [patch, hold, showRecorded],
  );

  /** Shows the state that choices make, or says what is wrong with them. */
  const show = useCallback(
    async (choices: Choices, wish: Wish) => {
      const loaded = await load();
      if (!loaded) return;
      const { open } = loaded;
      const checked = open.check(choices);
      if ('issues' in checked) {
        const problems = Object.fromEntries(
          checked.issues.map(({ parameter, detail, allowed }) => [parameter, `${detail} Allowed: ${allowed}.`]),
        );
        setShown((before) => ({
          ...before,
          open,
          problems,
          phase: before.phase === 'loading' ? 'idle' : before.phase,
        }));
        return;
      }
      const { state } = checked;
      wanted.current = state;
      patch({ open, problems: {}, notice: undefined, asked: state });
      const live = wish.train ? open.live(state) : null;
      if (live) {
        const { runs, kernelCan, kernelAlone } = live;
        const anywhere = wish.engine === 'kernel' ? kernelCan : wish.engine === 'auto' && kernelAlone;
        await train(loaded, { runs, engine: wish.engine, anywhere, state });
      } else await showRecorded(open, state);
    },
    [load, patch, train, showRecorded],
  );

  const stop = useCallback(() => {
    // What has been asked for and waits for the figure's code is not wanted any more.
    generation.current += 1;
    clearTimeout(quiet.current);
    setShown((before) => (before.phase === 'loading' ? { ...before, phase: 'stopped' } : before));
    client.current?.stop();
  }, []);

  /** Back to the page's own picture. */
  const reset = useCallback(() => {
    generation.current += 1;
    clearTimeout(quiet.current);
    client.current?.abandon();
    wanted.current = undefined;
    hold('reader', false);
    setShown(({ open, held }) => ({ ...idle, open, held }));
  }, [hold]);

  useEffect(
    () => () => {
      client.current?.dispose();
    },
    [],
  );

  return { shown, prepare, load, show, stop, hold, reset, patch };
}

/** Steps that a task takes, where its parameters say so; else 0. */
const stepsOf = ({ runs }: Task): number =>
  runs.reduce((sum, { parameters }) => sum + ('steps' in parameters ? parameters.steps : 0), 0);

interface Loaded {
  readonly code: typeof OpenModule;
  readonly open: OpenFigure;
}
