import { kernelVersion } from './kernel/index.ts';
import { kernelSupports } from './kernel/setup.ts';
import { tfjsSupports, tfjsVersion } from './tfjs/identity.ts';
import { engineIds, type Engine, type EngineId, type Workload } from './trainer.ts';

/** What can be said of an engine before it is started. */
export type EngineIdentity = Pick<Engine, 'id' | 'version' | 'supports'>;

const identityOf = (id: EngineId): EngineIdentity =>
  id === 'kernel'
    ? { id, version: kernelVersion, supports: kernelSupports }
    : { id, version: tfjsVersion, supports: tfjsSupports };

/** Every engine, by id: to plan for it, and to know the ids of its runs, on hosts that never start it. */
export const engineIdentities = Object.fromEntries(engineIds.map((id) => [id, identityOf(id)])) as Readonly<
  Record<EngineId, EngineIdentity>
>;

/** The engines of Node: sweeps take the first that can run a job. */
export const nodeEngineIds = ['kernel', 'tfjs-wasm', 'tfjs-cpu'] as const satisfies readonly EngineId[];

/**
 * The first of some engines that can run a workload.
 * @throws RangeError with each engine's reason if none can.
 */
export function chooseEngine(ids: readonly EngineId[], workload: Workload): EngineIdentity {
  const reasons: string[] = [];
  for (const id of ids) {
    const supported = engineIdentities[id].supports(workload);
    if (supported === true) return engineIdentities[id];
    reasons.push(`${id}: ${supported}`);
  }
  throw new RangeError(`No engine of ${ids.join(', ')} can run this. ${reasons.join(' ')}`);
}
