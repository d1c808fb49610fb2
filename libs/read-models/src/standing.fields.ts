import { escalationLevels, extensionUnits, feedbackKinds, statuses } from '@redress/complaints';
import type { Described, Fields } from '@redress/projections';
import { oneOf, pinFields } from './dictionary/field-parts';
import type { Standing } from './standing';

const number = 'number of an event in its stream, from 0';

const bound = 'where the register does not publish when; absent otherwise';
/** What clocks are derived from. */
export const momentFields = (path: string): Fields => ({
  [`${path}.what`]: ['text', 'What happened, in the words of the clocks: what starts, satisfies, stops or changes one.'],
  [`${path}.revision`]: ['integer', 'The event that tells it.', number],
  [`${path}.at`]: ['instant or null', 'When it happened; null where a register does not say; absent where no time counts.'],
  [`${path}.notBefore`]: ['instant or null', `The earliest it can have been, ${bound}.`],
  [`${path}.notAfter`]: ['instant or null', `The latest it can have been, ${bound}.`],
  [`${path}.about`]: [
    'object',
    'Of `about`: what of the complaint decides which limit applies; of `separated`: what of the part does, unlike the rest.',
  ],
  [`${path}.about.jurisdiction`]: ['text or null', 'Its region.'],
  [`${path}.about.sector`]: ['text or null', 'Its segment.'],
  [`${path}.about.product`]: ['text or null', 'What was bought or used.'],
  [`${path}.about.category`]: ['text or null', 'What kind of trouble.'],
  [`${path}.about.channel`]: ['text or null', 'The way it came.'],
  [`${path}.about.severity`]: ['integer or null', 'From 1, minor, to 5, safety or legal.', 'step of the scale'],
  [`${path}.about.kind`]: ['text or null', 'Kind of feedback.'],
  [`${path}.about.remedy`]: ['text or null', 'The kind of the remedy that was proposed, accepted or carried out last.'],
  [`${path}.policy`]: ['object', 'Of `pinned` and `separated`: the policy.'],
  ...pinFields(`${path}.policy`),
  [`${path}.calendar`]: ['object', 'Of `pinned` and `separated`: the calendar it counts in.'],
  ...pinFields(`${path}.calendar`),
  [`${path}.reason`]: ['text', 'Of `paused` and `extended`: why, as the policy names it.'],
  [`${path}.clocks`]: ['list or null', 'Of `paused`: which clocks; null for all that this reason may stop.'],
  [`${path}.clock`]: ['text or null', 'Of `extended` and `acted`: which clock; null where it is of none.'],
  [`${path}.by`]: ['object', 'Of `extended`: by how much.'],
  [`${path}.by.amount`]: ['integer', 'How many of the unit.', 'as `by.unit` says'],
  [`${path}.by.unit`]: ['text', `In what: ${oneOf(extensionUnits)}.`],
  [`${path}.part`]: ['integer', 'Of `separated` and `part-answered`: which part of the complaint, from 1.', 'number of a part'],
  [`${path}.recordedAt`]: ['instant', 'Of `pinned`: when that was recorded.'],
});

/** … and what has happened by itself already, which is not owed again. */
const actFields = (path: string): Fields => ({
  [`${path}.level`]: ['text', `Of \`escalated\`: to whom it went: ${oneOf(escalationLevels)}.`],
  [`${path}.action`]: ['text', `Of \`acted\`: what happened by itself: ${oneOf(['remind', 'record-missed'])}.`],
  [`${path}.owedAt`]: ['instant', 'Of `acted`: when the policy wanted it.'],
});

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
  dueClock: [
    'text or null',
    'The clock that runs out then, by its name in the policy; of a part of the complaint with that before it (`part-1-final`).',
  ],
  policy: ['object or null', 'The policy by which it is handled; null for an import.'],
  ...pinFields('policy'),
  moments: ['list', 'What its clocks are derived from, in the order of its events.'],
  ...momentFields('moments[]'),
  ...actFields('moments[]'),
  acknowledged: ['boolean', 'Its receipt was acknowledged.'],
  answered: ['boolean', 'It was resolved since it was received or last reopened.'],
  ownedIn: ['integer or null', 'The event that named the present owner.', number],
};
