import { type Decider, type DomainEvent, type Known, RuleViolation, type StoredEvent } from '@redress/kernel';

/**
 * given(history).when(command).then(events): plain expect() inside, so that jest prints its own diff. The history is folded as it is
 * stored: through JSON, with its personal parts sealed; so a decision that rests on open text fails here.
 */
export const deciderSpec = <S, C, E extends DomainEvent, F>(decider: Decider<S, C, E, F>, usually: Known<F>) => ({
  given: (...history: readonly E[]) => {
    const state = history.map((event) => asStored(event)).reduce(decider.evolve, decider.initial);
    return {
      state,
      when: (command: C, known: Partial<Known<F>> = {}) => {
        const run = (): readonly E[] => decider.decide(command, state, { ...usually, ...known });
        return {
          then: (...expected: readonly E[]) => expect(run()).toEqual(expected),
          thenNothing: () => expect(run()).toEqual([]),
          /** Broken rules of kind `rule` alone, all of them, in their order (HTTP 409). */
          thenRefused: (...codes: readonly string[]) => expect(refusalOf(run)).toEqual({ codes, isForRole: false }),
          /** At least one of them says that another person may (HTTP 403). */
          thenRefusedForRole: (...codes: readonly string[]) => expect(refusalOf(run)).toEqual({ codes, isForRole: true }),
        };
      },
    };
  },
});

/** The event as a fold gets it: through JSON, with a stand-in for each sealed part. */
export const asStored = <E extends DomainEvent>({ type, data }: E): StoredEvent<E> => {
  const sealed = ['brief', 'personal', 'corrected'].filter((part) => part in data).map((part) => [part, 's1:stand-in']);
  return JSON.parse(JSON.stringify({ type, data: { ...data, ...(Object.fromEntries(sealed) as object) } })) as StoredEvent<E>;
};

const refusalOf = (run: () => unknown): { readonly codes: readonly string[]; readonly isForRole: boolean } => {
  try {
    run();
  } catch (error) {
    if (error instanceof RuleViolation) return { codes: error.broken.map(({ code }) => code), isForRole: error.isForRole };
    throw error;
  }
  return { codes: [], isForRole: false };
};
