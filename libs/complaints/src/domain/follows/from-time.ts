import type { CommandOf } from '../complaint.commands';
import type { ComplaintEvent } from '../complaint.events';
import type { OwedAct } from '../complaint.facts';
import type { Complaint } from '../complaint.state';
import { type Facts, type Follows, without } from './follows';

const warned = (command: CommandOf<'WarnOfClosing'>, { facts }: Facts): ComplaintEvent => {
  const { at, channel, letter, ...personal } = without(command);
  const sent = { salt: letter.salt, text: letter.text };
  const { closesAt } = facts.silence!;
  return { type: 'ClosingWarned', data: { at, closesAt, channel, contentHash: letter.hash, personal: { ...personal, ...sent } } };
};

/** What is done is done now, and says since when it was owed; what was missed, was missed then. */
const done = (owed: OwedAct, { handler, team }: Complaint, { recordedAt: at, facts }: Facts): ComplaintEvent => {
  const { of, clock, round, due, owedAt, level } = owed;
  switch (owed.action) {
    case 'remind':
      return { type: 'HandlerReminded', data: { at, of, clock, round, due, owedAt, handler, team } };
    case 'record-missed':
      return { type: 'DeadlineMissed', data: { at: due, clock: clock!, round: round! } };
    case 'escalate': {
      const reason = of === 'owner' ? 'ownerless' : 'time';
      return { type: 'ComplaintEscalated', data: { at, level: level!, to: null, reason, owed: { of, clock, due, at: owedAt } } };
    }
    case 'close': {
      const ended = { at, bounds: null, reason: 'silence', approver: null, alone: false, duplicateOf: null, source: null } as const;
      return { type: 'ComplaintClosed', data: { ...ended, told: facts.silence?.warned ?? null } };
    }
  }
};

/** What time brings. */
export const fromTime: Follows<'WarnOfClosing' | 'ActOnTime'> = {
  WarnOfClosing: (command, _complaint, known) => [warned(command, known)],
  // Whatever is owed no more, because it was done or something else happened, is left.
  ActOnTime: (_command, complaint, known) => (known.facts.owed === null ? [] : [done(known.facts.owed, complaint, known)]),
};
