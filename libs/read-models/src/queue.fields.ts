import type { Described } from '@redress/projections';
import { neverDue, type QueueEntry } from './queue';
import { standingFields } from './standing.fields';

export const queueFields: Described<QueueEntry> = {
  ...standingFields,
  summary: ['sealed or null', 'What lists show of it; null where the register gave none.'],
  rank: ['integer', '5 - severity, so that ascending is the most severe first; 5 before it was assessed.', 'steps of the scale'],
  dueKey: ['instant', `\`due\`, or ${neverDue} where nothing is owed: ascending is the most urgent first.`],
  ownerKey: ['text', 'The handler, else `organisation` or `none`.'],
  teamKey: ['text', 'The team; empty for none.'],
  actKey: ['instant', `When the policy wants the next thing to happen by itself; ${neverDue} where it wants nothing.`],
};
