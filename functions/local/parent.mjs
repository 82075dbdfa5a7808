const interval = 500;

/**
 * Calls back once when the process that started this one is gone. `npm` and the shell between do not pass every signal on
 * to what they started; without this, stopping them would leave the servers behind.
 */
export function whenParentIsGone(callback) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, interval);
  timer.unref();
}
