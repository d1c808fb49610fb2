/** 0 done · 1 failed (the message says what to do) · 2 wrong usage · 3 the check ran and its answer is no. */
export const exitCodes = { done: 0, failed: 1, usage: 2, no: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Something the caller can mend: its message goes to stderr without a stack, and the verb ends with the code. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    message: string,
    readonly exit: ExitCode = exitCodes.failed,
  ) {
    super(message);
  }
}
