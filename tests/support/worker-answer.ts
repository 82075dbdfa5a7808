/** Things that a worker can be asked to do; input and result are JSON. */
export type WorkerTasks = Readonly<Record<string, (input: never) => Promise<unknown>>>;

/** Makes a worker do what `workerTask` asks of it, and answer with the result or the error. */
export function answer(tasks: WorkerTasks): void {
  self.addEventListener('message', ({ data: { task, input } }: MessageEvent<{ task: string; input: unknown }>) => {
    const work = tasks[task] ?? (() => Promise.reject(new Error(`there is no task "${task}"`)));
    void work(input as never).then(
      (result) => {
        self.postMessage({ result });
      },
      (error: unknown) => {
        self.postMessage({ error: String(error) });
      },
    );
  });
}
