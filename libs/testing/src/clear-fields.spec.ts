import type { AccessEvent } from '@redress/access';
import type { PolicyEvent } from '@redress/deadlines';
import type { PlainStrings, SealedPart } from '@redress/kernel';
import type { StaffEvent } from '@redress/staff';

/** The compiler decides, as for the events of a complaint: where text would be stored in clear, its path stands in the error. */
type Leaks<E extends { readonly type: string; readonly data: object }> = E extends unknown
  ? `${E['type']}${PlainStrings<Omit<E['data'], SealedPart>>}`
  : never;
type None<T> = [T] extends [never] ? 'none' : T;

describe('the clear fields of the other streams', () => {
  it('hold no plain text', () => {
    const leaks: None<Leaks<StaffEvent | PolicyEvent | AccessEvent>> = 'none';
    expect(leaks).toBe('none');
  });
});
