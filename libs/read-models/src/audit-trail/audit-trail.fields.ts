import { causes, closingReasons, escalationLevels, findings, outcomes, remedyKinds } from '@redress/complaints';
import { roles } from '@redress/kernel';
import type { Described } from '@redress/projections';
import { beneath, oneOf } from '../dictionary/field-parts';
import { standingFields } from '../standing.fields';
import type { Audited } from './audited';
import type { AuditRow } from './describe';

const number = 'number of an event in its stream, from 0';

export const auditedFields: Described<Audited> = {
  standing: ['object', 'Where the complaint stands.'],
  ...beneath('standing', standingFields),
  safety: ['boolean', 'Somebody’s safety is at stake.'],
  escalatedTo: ['text or null', `To whom it was escalated last: ${oneOf(escalationLevels)}.`],
  cause: ['text or null', `The cause, once it was investigated: ${oneOf(causes)}.`],
  investigatedIn: ['integer or null', 'The investigation that named the cause.', number],
  resolvedIn: ['integer or null', 'The resolution that named finding and outcome.', number],
  finding: ['text or null', `What was found: ${oneOf([...findings, 'not-stated'])}.`],
  outcome: ['text or null', `What came of it: ${oneOf(outcomes)}.`],
  approver: ['text or null', 'Opaque id of who approved the closing.'],
  closedAs: ['text or null', `Why it was closed: ${oneOf(closingReasons)}.`],
  metFinal: ['boolean or null', 'Was the final answer in time, as somebody else says; null where nobody says.'],
  remedies: ['list', 'The remedies since it was last reopened.'],
  'remedies[].remedy': ['integer', 'Which one, from 1.', 'number of a remedy of this complaint'],
  'remedies[].kind': ['text', `What it is: ${oneOf(remedyKinds)}.`],
  'remedies[].state': ['text', `How far it is: ${oneOf(['proposed', 'accepted', 'approved', 'implemented'])}.`],
};

export const auditRowFields: Described<AuditRow> = {
  number: ['text', 'Number of the complaint, twelve digits.'],
  revision: ['integer', 'The event.', number],
  type: ['text', 'Its type.'],
  actor: ['text', 'Opaque id of who recorded it.'],
  role: ['text', `The role in which it was recorded: ${oneOf(roles)}.`],
  day: ['day', 'Day of the recording, in the time zone of the register.'],
  at: ['instant or null', 'When it happened; null where a register does not tell.'],
  bounds: ['object or null', 'Between when it must have happened, where that is all that is known.'],
  'bounds.from': ['instant', 'Not before.'],
  'bounds.until': ['instant or null', 'Not after; null where nobody knows.'],
  recordedAt: ['instant', 'When it was recorded, by our clock.'],
  backdated: ['boolean or null', 'Recorded later than the policy allows; null where no policy or no time is there to judge by.'],
  hasReason: ['boolean or null', 'Of a backdated event: has it a sealed part, where the reason lies; else null.'],
  clause: ['text', 'Title of the clause of ISO 10002:2018 that it serves.'],
  sentence: ['text', 'What happened, in plain English without personal data.'],
  changes: ['list', 'The clear facts that it changed.'],
  'changes[].what': ['text', 'The fact; of a correction, event type and field.'],
  'changes[].before': ['any or null', 'Its value before; `sealed` of a personal one.'],
  'changes[].after': ['any or null', 'Its value afterwards; `sealed` of a personal one.'],
  sealed: ['object', 'The sealed strings of the event.'],
  'sealed.brief': ['sealed', 'What lists show; absent where there is none.'],
  'sealed.personal': ['sealed', 'The rest; absent where there is none.'],
  'sealed.corrected': ['sealed', 'What a correction puts in the place of a personal part; absent where there is none.'],
};
