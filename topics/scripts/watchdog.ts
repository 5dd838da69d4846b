import vm from 'node:vm';

/** Calls `work` and throws when it has not come back after so many milliseconds, wherever in JavaScript or WASM it is. */
export type Watchdog = <T>(milliseconds: number, work: () => T) => T;

/** What it needs is made at its first call. */
export function createWatchdog(): Watchdog {
  const box: { work?: () => void } = {};
  let guard: vm.Context | null = null;
  const call = new vm.Script('work()');
  return (milliseconds, work) => {
    let done: { value: ReturnType<typeof work> } | undefined;
    box.work = () => {
      done = { value: work() };
    };
    guard ??= vm.createContext(box);
    call.runInContext(guard, { timeout: milliseconds });
    if (done === undefined) throw new Error('the work was not done');
    return done.value;
  };
}

/** Whether the watchdog ended it. Errors of the virtual machine come from another realm: they are no `instanceof Error`. */
export function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
