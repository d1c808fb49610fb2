import { causes, channels, findings, followUpOutcomes, outcomes } from '@redress/complaints';
import type { Described } from '@redress/projections';
import { moneyFields, oneOf } from '../dictionary/field-parts';
import type { Counted } from './counted';

const happenings = [
  'acknowledged',
  'assessed',
  'investigated',
  'paid',
  'decided',
  'resolved',
  'followed-up',
  'reopened',
  'closed',
  'reported',
];

export const countedFields: Described<Counted> = {
  receivedAt: ['instant', 'When the complaint was received.'],
  receivedOn: ['day', 'On which day that is, in the time zone of the register.'],
  ownership: ['object', 'For how long nobody answered for it, in recorded time.'],
  'ownership.owned': ['boolean', 'Somebody answers for it.'],
  'ownership.ownerlessSince': ['instant or null', 'Since when nobody does; null while somebody does, or it is closed.'],
  'ownership.ended': ['list', 'Earlier such stretches.'],
  'ownership.ended[].on': ['day', 'The day on which it began.'],
  'ownership.ended[].seconds': ['integer', 'How long it was.', 'seconds'],
  'ownership.ownerlessOn': ['day or null', 'The day on which the stretch that runs began.'],
  imported: ['boolean', 'Handled elsewhere at first, so that our terms do not judge it.'],
  product: ['text or null', 'What was bought or used.'],
  category: ['text or null', 'What kind of trouble, as it came in.'],
  channel: ['text', `The way it came: ${oneOf(channels)}.`],
  region: ['text or null', 'Where the customer is.'],
  department: ['text or null', 'Where it happened in the organisation.'],
  acknowledgeWithinHours: ['integer or null', 'By when the policy wants it acknowledged.', 'hours from the receipt'],
  finalAnswerWithinDays: ['integer or null', 'By when the policy wants it resolved.', 'days from the receipt or a reopening'],
  happened: ['list', 'What counts of its events, in the order of their recording.'],
  'happened[].what': ['text', `What it is: ${oneOf(happenings)}.`],
  'happened[].revision': ['integer', 'The event.', 'number in its stream, from 0'],
  'happened[].at': ['instant or null', 'When it happened; absent where no time counts.'],
  'happened[].day': ['day or null', 'The first day on which it can have happened; null: that of the receipt.'],
  'happened[].severity': ['integer', 'Of `assessed`: from 1, minor, to 5, safety or legal.', 'step of the scale'],
  'happened[].category': ['text or null', 'Of `assessed`: what kind of trouble.'],
  'happened[].cause': ['text', `Of \`investigated\`: ${oneOf(causes)}.`],
  'happened[].finding': ['text', `Of \`resolved\`: ${oneOf([...findings, 'not-stated'])}.`],
  'happened[].outcome': ['text', `Of \`resolved\`: ${oneOf(outcomes)}; of \`followed-up\`: ${oneOf(followUpOutcomes)}.`],
  'happened[].met': ['boolean', 'Of `reported`: was the final answer in time, as somebody else says.'],
  'happened[].amount': ['object or null', 'Of `paid`: how much.'],
  ...moneyFields('happened[].amount'),
};
