import { backend, env, memory } from '@tensorflow/tfjs-core';
import { climb } from '../../lib/training/ladder.ts';
import { selfTestSetup } from '../../lib/training/self-test.ts';
import { webglEngine } from '../../lib/training/tfjs/webgl.ts';
import { gradientCheck, mlpNames, type Deviation, type GradientCheckFile } from '../gradient-check.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** What the test asks of the worker, each in a worker of its own. */
const tasks = {
  /** All MLPs of the reference file. */
  async gradientCheck(file: GradientCheckFile): Promise<{ hasWindow: boolean; deviations: Deviation[] }> {
    const engine = await webglEngine();
    const deviations: Deviation[] = [];
    for (const name of mlpNames(file)) deviations.push(...(await gradientCheck(engine, file, name)));
    return { hasWindow: 'window' in globalThis, deviations };
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
    await trainer.train(60, range(61));
    await trainer.outputs();
    await trainer.parameters();
    counts.push(memory().numTensors);
    trainer.dispose();
    counts.push(memory().numTensors);
    return counts;
  },

  /** The context goes away in the middle of a long run. */
  async contextLoss(): Promise<string> {
    const trainer = await (await webglEngine()).create(selfTestSetup());
    const training = trainer.train(1e9, range(10_000)).then(() => 'no error', messageOf);
    setTimeout(() => {
      const { gl } = (backend() as unknown as { getGPGPUContext(): { gl: WebGLRenderingContext } }).getGPGPUContext();
      gl.getExtension('WEBGL_lose_context')!.loseContext();
    }, 200);
    return training;
  },
};

export type Tasks = typeof tasks;

function messageOf(error: unknown): string {
  return String(error);
}

self.addEventListener('message', ({ data }: MessageEvent<{ task: keyof Tasks; file: GradientCheckFile }>) => {
  void tasks[data.task](data.file).then(
    (result: unknown) => {
      self.postMessage({ result });
    },
    (error: unknown) => {
      self.postMessage({ error: messageOf(error) });
    },
  );
});
