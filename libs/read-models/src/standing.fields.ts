import { feedbackKinds, statuses } from '@redress/complaints';
import type { Described } from '@redress/projections';
import { oneOf, pinFields } from './dictionary/field-parts';
import type { Standing } from './standing';

const number = 'number of an event in its stream, from 0';

export const standingFields: Described<Standing> = {
  number: ['text', 'Number of the complaint, twelve digits.'],
  kind: ['text', `Kind of feedback: ${oneOf(feedbackKinds)}.`],
  state: ['text', `Where it stands: ${oneOf(statuses)}.`],
  open: ['boolean', 'Not closed; a reopened one is open until it is closed again.'],
  severity: ['integer or null', 'From 1, minor, to 5, safety or legal; null before it was assessed.', 'step of the scale'],
  handler: ['text or null', 'Opaque id of the person who answers for it.'],
  team: ['text or null', 'Team of that person when it was assigned.'],
  organisation: ['text or null', 'Who answers for a complaint of an imported register.'],
  owner: ['text', `Who answers for it: ${oneOf(['person', 'organisation', 'none'])}.`],
  receivedAt: ['instant', 'When the complaint was received.'],
  due: ['instant or null', 'By when something is owed next; null where nothing is, or no policy is pinned.'],
  policy: ['object or null', 'The policy by which it is handled; null for an import.'],
  ...pinFields('policy'),
  acknowledged: ['boolean', 'Its receipt was acknowledged.'],
  answered: ['boolean', 'It was resolved since it was received or last reopened.'],
  reopenedAt: ['instant or null', 'The last reopening, from which the final answer counts anew; null where there was none.'],
  reopenedIn: ['integer or null', 'The event that reopened it last.', number],
  ownedIn: ['integer or null', 'The event that named the present owner.', number],
};
