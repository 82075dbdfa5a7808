import { webglEngine } from '../lib/training/tfjs/webgl.ts';
import type { Engine } from '../lib/training/trainer.ts';
import { answer } from '../tests/support/worker-answer.ts';
import { timedTraining, type Outcome, type Task } from './contestant.ts';

let engine: Promise<Engine> | undefined;

const tasks = {
  /** The renderer, by its own words. */
  renderer(): Promise<string> {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2')!;
    const names = gl.getExtension('WEBGL_debug_renderer_info')!;
    return Promise.resolve(String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)));
  },

  async train(task: Task): Promise<Outcome> {
    return timedTraining(await (engine ??= webglEngine()), task);
  },
};

export type Tasks = typeof tasks;

answer(tasks);
