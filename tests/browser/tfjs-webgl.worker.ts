import { backend, env, memory } from '@tensorflow/tfjs-core';
import { climb } from '../../lib/training/ladder.ts';
import { initialise } from '../../lib/networks/initialise.ts';
import { runSelfTest, selfTestSetup, type SelfTestSeries } from '../../lib/training/self-test.ts';
import { architectures } from '../../lib/networks/network.ts';
import { largestDifference, setup } from '../../lib/training/kernel/testing/setups.ts';
import { cpuEngine } from '../../lib/training/tfjs/cpu.ts';
import { webglEngine } from '../../lib/training/tfjs/webgl.ts';
import { optimizers, type TrainerSetup } from '../../lib/training/trainer.ts';
import { answer } from '../support/worker-answer.ts';
import { gradientCheck, mlpNames, otherNames, type Deviation, type GradientCheckFile } from '../gradient-check.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

function loseContext(): void {
  const { gl } = (backend() as unknown as { getGPGPUContext(): { gl: WebGLRenderingContext } }).getGPGPUContext();
  gl.getExtension('WEBGL_lose_context')!.loseContext();
}

/** What the test asks of the worker, each in a worker of its own. */
const tasks = {
  /** All nets of the reference file that are stored number by number. */
  async gradientCheck(file: GradientCheckFile): Promise<{ hasWindow: boolean; deviations: Deviation[] }> {
    const engine = await webglEngine();
    const deviations: Deviation[] = [];
    for (const name of [...mlpNames(file), ...otherNames(file)])
      deviations.push(...(await gradientCheck(engine, file, name)));
    return { hasWindow: 'window' in globalThis, deviations };
  },

  /** Largest difference of parameters from TF.js on the CPU after 30 steps, for what the file does not have. */
  async architectures(): Promise<{ name: string; deviation: number }[]> {
    const result: { name: string; deviation: number }[] = [];
    const cases = [
      ...architectures.map((kind) => [kind, 'sgd'] as const),
      ...optimizers.map((optimizer) => ['mlp', optimizer] as const),
    ];
    for (const [kind, optimizer] of cases) {
      const size = { width: kind === 'cnn' ? 36 : 6, depth: 2, activation: 'gelu', inputDim: 2 } as const;
      const given = setup({ kind, optimizer, ...size, points: 3, learningRate: 0.01 });
      const ends: number[][] = [];
      for (const start of [webglEngine, cpuEngine]) {
        const trainer = await (await start()).create(given);
        await trainer.train(30, []);
        ends.push((await trainer.parameters()).flatMap(({ weight, bias }) => [...weight, ...bias]));
        trainer.dispose();
      }
      result.push({ name: `${kind} ${optimizer}`, deviation: largestDifference(ends[0]!, ends[1]!) });
    }
    return result;
  },

  /** The ladder with WebGL as its only rung. */
  async ladder(): Promise<{ id: string; rejected: unknown }> {
    const { engine, rejected } = await climb([{ id: 'tfjs-webgl', start: webglEngine }]);
    return { id: engine.id, rejected };
  },

  /** The same where TF.js is made to use half-precision textures. */
  async halfPrecision(): Promise<string> {
    env().set('WEBGL_FORCE_F16_TEXTURES', true);
    return climb([{ id: 'tfjs-webgl', start: webglEngine }]).then(() => 'no error', messageOf);
  },

  /** Numbers of tensors before a trainer, early in its life, late in it and after it. */
  async memory(): Promise<number[]> {
    const engine = await webglEngine();
    const counts = [memory().numTensors];
    const trainer = await engine.create(selfTestSetup());
    await trainer.train(5, range(6));
    counts.push(memory().numTensors);
    await trainer.train(1000, range(61));
    await trainer.outputs();
    await trainer.snapshot();
    await trainer.parameters();
    counts.push(memory().numTensors);
    trainer.dispose();
    counts.push(memory().numTensors);
    return counts;
  },

  /** Largest difference, relative to the peak, of what an ensemble of eight and its members alone saw after 50 steps. */
  async ensemble(): Promise<number[]> {
    const engine = await webglEngine();
    const kinds = ['mlp', 'residual'] as const;
    const result: number[] = [];
    for (const kind of kinds) {
      const members = range(8).map((seed): TrainerSetup => {
        const made = setup({ kind, width: 12, depth: 4, activation: 'tanh' });
        return { ...made, parameters: initialise(made.network, { gain: 0.9, seed }) };
      });
      const ensemble = await engine.createEnsemble!(members);
      const together = await ensemble.train(50, [0, 10, 50]);
      ensemble.dispose();
      for (const [n, member] of members.entries()) {
        const trainer = await engine.create(member);
        const alone = await trainer.train(50, [0, 10, 50]);
        trainer.dispose();
        for (const curve of ['h', 'y', 'w', 'loss'] as const) {
          const peak = Math.max(...alone[curve].map(Math.abs));
          result.push(largestDifference(together[n]![curve], alone[curve]) / peak);
        }
      }
    }
    return result;
  },

  /** A context that was lost, and another one: what the new engine sees in the self-test, and tensors left of both. */
  async secondContext(): Promise<{ first: string; again: SelfTestSeries; left: number }> {
    const before = memory().numTensors;
    const trainer = await (await webglEngine()).create(selfTestSetup());
    await trainer.train(5, []);
    loseContext();
    const first = await trainer.train(20, []).then(() => 'no error', messageOf);
    const again = await runSelfTest(await webglEngine());
    trainer.dispose();
    return { first, again, left: memory().numTensors - before };
  },

  /** The context goes away in the middle of a long run. */
  async contextLoss(): Promise<string> {
    const trainer = await (await webglEngine()).create(selfTestSetup());
    const training = trainer.train(1e9, range(10_000)).then(() => 'no error', messageOf);
    setTimeout(loseContext, 200);
    return training;
  },
};

export type Tasks = typeof tasks;

function messageOf(error: unknown): string {
  return String(error);
}

answer(tasks);
