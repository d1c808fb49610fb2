import type { CommandOf, Letter } from '../complaint.commands';
import type { ComplaintEvent } from '../complaint.events';
import { type Facts, type Follows, sealed, without } from './follows';

const sentOf = (letter: Letter | null) => letter && { salt: letter.salt, text: letter.text };

const paused = (command: CommandOf<'PauseClock'>): ComplaintEvent => {
  const { at, reason, clocks, channel, letter, ...personal } = without(command);
  return {
    type: 'ClockPaused',
    data: { at, reason, clocks, channel, contentHash: letter?.hash ?? null, ...sealed({ ...personal, ...sentOf(letter) }) },
  };
};

const extended = (command: CommandOf<'ExtendDeadline'>, { facts }: Facts): ComplaintEvent => {
  const { at, clock, by, reason, channel, letter, ...personal } = without(command);
  const { round, newDue } = facts.clocks!.extension!;
  return {
    type: 'DeadlineExtended',
    data: {
      at,
      clock,
      round,
      by,
      due: newDue!,
      reason,
      channel,
      contentHash: letter?.hash ?? null,
      ...sealed({ ...personal, ...sentOf(letter) }),
    },
  };
};

/** What is done to its deadlines. */
export const fromClocks: Follows<'PauseClock' | 'ResumeClock' | 'ExtendDeadline' | 'SendHoldingLetter'> = {
  PauseClock: (command) => [paused(command)],
  ResumeClock: (command) => {
    const { at, ...personal } = without(command);
    return [{ type: 'ClockResumed', data: { at, ...sealed(personal) } }];
  },
  ExtendDeadline: (command, _complaint, known) => [extended(command, known)],
  SendHoldingLetter: (command) => {
    const { at, channel, letter, ...personal } = without(command);
    const sent = { salt: letter.salt, text: letter.text };
    return [{ type: 'HoldingLetterSent', data: { at, channel, contentHash: letter.hash, personal: { ...personal, ...sent } } }];
  },
};
