/** Something that must work for a process to be ready; `check` throws where it does not. */
export interface Readiness {
  readonly name: string;
  readonly check: () => Promise<unknown>;
}

/** Milliseconds; a store that does not answer within them is down. */
const patience = 2_000;

/** Throws what the work throws, and Error where it takes too long. */
export const inTime = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const timeout = AbortSignal.timeout(patience);
  const tooLate = new Promise<never>((_resolve, reject) => {
    timeout.addEventListener('abort', () => reject(new Error(`${name} did not answer in time.`)));
  });
  return Promise.race([work(), tooLate]);
};

/** Does it work, and does it say so in time? Its message is kept from whoever asks: it may name a path. */
export const isUp = ({ name, check }: Readiness): Promise<boolean> =>
  inTime(name, check).then(
    () => true,
    () => false,
  );
