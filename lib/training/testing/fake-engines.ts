import { EngineLostError } from '../engine-lost.ts';
import type { Engine, EngineId, Trainer, TrainerSetup } from '../trainer.ts';

/** `engine` under another id. */
export const named = (id: EngineId, engine: Engine): Engine => ({ ...engine, id });

/** The methods of a trainer, bound: they may be private to a class. */
export function methods(trainer: Trainer): Trainer {
  return {
    get step() {
      return trainer.step;
    },
    train: trainer.train.bind(trainer),
    parameters: trainer.parameters.bind(trainer),
    snapshot: trainer.snapshot.bind(trainer),
    outputs: trainer.outputs.bind(trainer),
    hidden: trainer.hidden.bind(trainer),
    dispose: trainer.dispose.bind(trainer),
  };
}

/** An engine whose end has come once `lost` is set: then every call of its trainers rejects, the pending one too. */
export interface FragileEngine extends Engine {
  lost: boolean;
  /** Trainers that were made and not disposed of. */
  alive: number;
}

/** `engine`, lost when one of its trainers has made `lostAt` updates. */
export function fragile(engine: Engine, lostAt = Infinity): FragileEngine {
  const made: FragileEngine = {
    ...engine,
    lost: false,
    alive: 0,
    create: async (setup) => {
      const trainer = await engine.create(setup);
      made.alive++;
      const unlessLost = async <T>(work: () => Promise<T>): Promise<T> => {
        const result = made.lost ? undefined : await work();
        if (made.lost) throw new EngineLostError(`${made.id} was lost.`);
        return result as T;
      };
      return {
        get step() {
          return trainer.step;
        },
        train: (until, record) =>
          unlessLost(async () => {
            const seen = await trainer.train(Math.min(until, lostAt), record);
            made.lost ||= until >= lostAt;
            return seen;
          }),
        parameters: () => unlessLost(() => trainer.parameters()),
        snapshot: () => unlessLost(() => trainer.snapshot()),
        outputs: () => unlessLost(() => trainer.outputs()),
        hidden: (layer) => unlessLost(() => trainer.hidden(layer)),
        dispose: () => {
          made.alive--;
          trainer.dispose();
        },
      };
    },
  };
  return made;
}

/**
 * `engine`, whose updates take so long (ms) on a clock that is moved by hand, the first ones longer: shaders are compiled.
 * `made` counts its trainers.
 */
export function timed(
  engine: Engine,
  { perUpdate, first = 0, advance }: { perUpdate: number; first?: number; advance: (time: number) => void },
): Engine & { made: number; updates: number } {
  const counted = {
    ...engine,
    made: 0,
    updates: 0,
    create: async (setup: TrainerSetup) => {
      const trainer = await engine.create(setup);
      counted.made++;
      let before = 0;
      return {
        ...methods(trainer),
        get step() {
          return trainer.step;
        },
        train: async (until: number, record: ArrayLike<number>) => {
          advance((before === 0 ? first : 0) + (until - before) * perUpdate);
          counted.updates += until - before;
          before = until;
          return trainer.train(until, record);
        },
      };
    },
  };
  return counted;
}
