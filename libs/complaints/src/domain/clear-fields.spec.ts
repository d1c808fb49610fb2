import type { Clear, Money, PlainStrings, SealedPart } from '@redress/kernel';
import type { ComplaintEvent, ComplaintEventType, DataOf } from './complaint.events';

/** Where an event would store plain text in clear: never. The compiler decides; `npm run check:types` fails with the name of the field. */
type Leaks = { [T in ComplaintEventType]: `${T}${PlainStrings<Omit<DataOf<T>, SealedPart>>}` }[ComplaintEventType];
type None<T> = [T] extends [never] ? 'none' : T;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? 'same' : never) : never;

describe('the clear fields of every event', () => {
  it('hold no plain text: personal data is sealed from the first event on', () => {
    const leaks: None<Leaks> = 'none';
    expect(leaks).toBe('none');
  });
  it('are those of all event types', () => {
    const types: Same<ComplaintEventType, ComplaintEvent['type']> = 'same';
    expect(types).toBe('same');
  });
});

describe('the check for plain text', () => {
  it('finds it wherever it hides', () => {
    const found: PlainStrings<{
      a: string;
      b?: string | null;
      c: readonly string[];
      d: { e: string };
      f: readonly { g: string | 5 }[];
      h: unknown;
      i: object;
      j: Record<string, string>;
    }>[] = ['.a', '.b', '.c[]', '.d.e', '.f[].g', '.h', '.i', '.j.anything'];
    expect(found).toHaveLength(8);
    // @ts-expect-error An event with a plain string in clear does not pass.
    const leaks: None<PlainStrings<{ at: Clear<'instant'>; note: string }>> = 'none';
    expect(leaks).toBe('none');
  });
  it('passes ids, codes, choices, numbers, money and what is absent', () => {
    const none: None<
      PlainStrings<{ a: Clear<'code'> | null; b: 'yes' | 'no'; c: 5; d: boolean; e: Money | null; f?: readonly Clear<'staff'>[] }>
    > = 'none';
    expect(none).toBe('none');
  });
});
