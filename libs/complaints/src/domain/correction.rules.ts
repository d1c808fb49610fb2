import { type Instant, isInstant } from '@redress/kernel';
import type { CommandOf } from './complaint.commands';
import { isColumnPath, isCorrectable, isPersonalPath, isTimePath } from './complaint.corrections';
import { type Corrected, isFound } from './complaint.facts';
import type { Rule } from './rule';
import { acceptsValue } from './correction.values';

/** Only an imported complaint has columns, and in clear none is added that the register did not hold. */
const mayCorrect = ({ of, imported, now }: Corrected, path: string): boolean =>
  isCorrectable(of, path) && (!isColumnPath(path) || (imported && (isPersonalPath(path) || now !== null)));

/** What is no instant is refused as a value. */
const isTime = (value: unknown): value is Instant => typeof value === 'string' && isInstant(value);

export const correctionRules: readonly Rule<CommandOf<'CorrectComplaint'>>[] = [
  {
    code: 'correction.unknown-event',
    detail: 'The complaint has no event of this revision; look at its history.',
    broken: (_command, _complaint, { facts: { correction } }) => correction === null || correction === 'unknown',
  },
  {
    code: 'correction.not-correctable',
    detail: 'This cannot be corrected; do it anew. docs/lifecycle.md lists the paths that can.',
    broken: ({ path }, _complaint, { facts: { correction } }) => isFound(correction) && !mayCorrect(correction, path),
  },
  {
    code: 'correction.wrong-value',
    detail:
      'This value cannot stand there: a time is an instant, a code is one of its list or at most 120 characters, money is {minor, currency}.',
    broken: ({ path, value }, _complaint, { facts: { correction } }) =>
      isFound(correction) && mayCorrect(correction, path) && !acceptsValue(correction.of, path, value),
  },
  {
    code: 'correction.after-recording',
    detail: 'This was recorded earlier than that, so it cannot have happened then; correct the time.',
    broken: ({ path, value }, _complaint, { facts: { correction } }) =>
      isTimePath(path) && isTime(value) && isFound(correction) && value > correction.recordedAt,
  },
  {
    code: 'correction.after-what-followed',
    detail: 'Something else of this complaint happened before that; correct its time first.',
    broken: ({ path, value }, _complaint, { facts: { correction } }) =>
      path === 'receivedAt' && isTime(value) && isFound(correction) && correction.followedAt !== null && value > correction.followedAt,
  },
  {
    code: 'time.occurred-after-receipt',
    detail: 'The trouble cannot have happened after the complaint about it; correct the times.',
    broken: ({ path, value }, { receivedAt }) =>
      ['occurredFrom', 'occurredTo'].includes(path) && isTime(value) && receivedAt !== null && value > receivedAt,
  },
];
