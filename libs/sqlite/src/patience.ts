import { asFailure, SqliteFailure } from './sqlite-failure';

/** Milliseconds; a transaction of ours takes a few. */
export const usualPatience = 5_000;

/** Tries again for so many milliseconds while SQLite says "busy", so many apart; then, and after any other failure, throws what it threw. */
export const patiently = <T>(milliseconds: number, apart: number, work: () => T): T => {
  for (const deadline = Date.now() + milliseconds; ; Atomics.wait(pause, 0, 0, apart)) {
    try {
      return work();
    } catch (error) {
      const failure = asFailure(error);
      if (!(failure instanceof SqliteFailure && failure.kind === 'busy') || Date.now() > deadline) throw error;
    }
  }
};
const pause = new Int32Array(new SharedArrayBuffer(4));
