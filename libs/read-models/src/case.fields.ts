import { type ComplaintEventType, parties, remedyKinds } from '@redress/complaints';
import { roles } from '@redress/kernel';
import type { Described, Fields } from '@redress/projections';
import { type Case, mostHeld } from './case';
import type { CaseRow } from './case-rows';
import { beneath, documentFields, moneyFields, oneOf } from './dictionary/field-parts';
import { eventFields } from './event.fields';
import { standingFields } from './standing.fields';

type Told = Exclude<ComplaintEventType, 'ComplaintReceived'>;

/** What was recorded of an event, beside its own fields. */
const recordedFields: Fields = {
  revision: ['integer', 'The event.', 'number in its stream, from 0'],
  recordedAt: ['instant', 'When it was recorded, by our clock.'],
  actor: ['object', 'Who recorded it.'],
  'actor.id': ['text', 'Opaque id of the person or program.'],
  'actor.role': ['text', `The role in which it was recorded: ${oneOf(roles)}.`],
};

const { ComplaintReceived: receiptFields, ...toldFields } = eventFields;

/** The fields of each element of `facts.<type>.latest`. Of a correction, `revision` is the event that it corrects. */
export const factFields = Object.fromEntries(
  Object.entries<Fields>(toldFields).map(([type, fields]) => [type, { ...recordedFields, ...fields }] as const),
) as Readonly<Record<Told, Fields>>;

export const caseFields: Described<Case> = {
  ...standingFields,
  handlerKey: ['text', 'The handler; empty for none.'],
  teamKey: ['text', 'The team; empty for none.'],
  receivedBy: ['text', 'Opaque id of who recorded the receipt.'],
  receipt: ['object', 'The receipt with corrections applied; a field of it that is null was not told.'],
  ...beneath('receipt', { ...recordedFields, ...receiptFields }),
  remedies: ['list', `The remedies as they stand now, the latest ${mostHeld}.`],
  'remedies[].remedy': ['integer', 'Which one, from 1.', 'number of a remedy of this complaint'],
  'remedies[].kind': ['text', `What it is: ${oneOf(remedyKinds)}.`],
  'remedies[].proposedBy': ['text', `Whose proposal: ${oneOf(parties)}.`],
  'remedies[].by': ['text', 'Opaque id of who proposed it.'],
  'remedies[].state': ['text', `How far it is: ${oneOf(['proposed', 'countered', 'accepted', 'rejected', 'approved', 'implemented'])}.`],
  'remedies[].approver': ['text or null', 'Opaque id of who approved it.'],
  'remedies[].amount': ['object or null', 'What was proposed, then what was countered, then what was accepted.'],
  ...moneyFields('remedies[].amount'),
  'remedies[].paid': ['object or null', 'What was paid when it was implemented.'],
  ...moneyFields('remedies[].paid'),
  'remedies[].lapsed': ['boolean', 'Proposed before the last reopening: it counts no more.'],
  openReview: ['integer or null', 'The stage of the review that is open; null where none is.', 'stage of review'],
  unanswered: ['list', 'Numbers of the clarifications that were asked for and not answered yet.'],
  facts: ['object', 'What happened after the receipt, by event type; a kind that never happened is absent.'],
  'facts.*': ['object', 'All events of that type.'],
  'facts.*.total': ['integer', 'How often it happened.', 'events'],
  'facts.*.latest': ['list', `The latest ${mostHeld} of them, oldest first, with corrections applied; each has the fields of its event.`],
};

export const caseRowFields: Described<CaseRow> = {
  kind: ['text', `What it is: ${oneOf(['note', 'evidence', 'note-corrected', 'evidence-corrected'])}.`],
  number: ['text', 'Number of the complaint, twelve digits.'],
  nth: ['integer', 'Which one of its kind, from 1; of a correction, the event that is corrected, from 0.', 'number'],
  at: ['instant', 'When it was noted, found or corrected.'],
  recordedAt: ['instant', 'When it was recorded, by our clock.'],
  actor: ['text', 'Opaque id of who recorded it.'],
  document: ['object or null', 'The document of a piece of evidence.'],
  ...documentFields('document'),
  path: ['text or null', 'Of a correction: the field that is corrected.'],
  to: ['any or null', 'Of a correction of a clear field: its new value.'],
  personal: ['sealed or null', 'The text; of a correction, the whole corrected part.'],
};
