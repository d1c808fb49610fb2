/** Something that must work for a process to be ready; `check` throws where it does not. */
export interface Readiness {
  readonly name: string;
  readonly check: () => Promise<unknown>;
}

/** Milliseconds; a store that does not answer within them is down. */
const patience = 2_000;

/** Does it work, and does it say so in time? Its message is kept from whoever asks: it may name a path. */
export const isUp = async ({ name, check }: Readiness): Promise<boolean> => {
  const timeout = AbortSignal.timeout(patience);
  const tooLate = new Promise<never>((_resolve, reject) => {
    timeout.addEventListener('abort', () => reject(new Error(`${name} did not answer in time.`)));
  });
  return Promise.race([check(), tooLate]).then(
    () => true,
    () => false,
  );
};
