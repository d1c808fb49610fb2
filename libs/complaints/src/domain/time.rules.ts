import { isInstant, plusDays } from '@redress/kernel';
import type { ComplaintCommand } from './complaint.commands';
import { isTimePath } from './complaint.corrections';
import type { Rule } from './rule';

/** The business times a command names. What is no instant is refused as a value, not as a time. */
const timesOf = (command: ComplaintCommand): readonly string[] => {
  switch (command.type) {
    case 'CloseComplaint':
      return command.told ? [command.at, command.told.at] : [command.at];
    case 'CorrectComplaint':
      return isTimePath(command.path) && typeof command.value === 'string' && isInstant(command.value)
        ? [command.at, command.value]
        : [command.at];
    default:
      return [command.at];
  }
};

/** Those of them that the receipt comes before; the receipt itself, and what corrects it, is bound by nothing earlier. */
const timesSinceReceipt = (command: ComplaintCommand): readonly string[] => {
  if (command.type === 'ReceiveComplaint') return [];
  return command.type === 'CorrectComplaint' && command.path === 'receivedAt' ? [command.at] : timesOf(command);
};

/** Business time is never after the recording and never before the receipt; what lies far back needs a reason. */
export const timeRules: readonly Rule<ComplaintCommand>[] = [
  {
    code: 'time.in-future',
    detail: 'This time has not come yet; correct it.',
    // A corrected time is bound by the recording of what it corrects: `correction.after-recording`.
    broken: (command, _complaint, { recordedAt }) =>
      (command.type === 'CorrectComplaint' ? [command.at] : timesOf(command)).some((at) => at > recordedAt),
  },
  {
    code: 'time.before-receipt',
    detail: 'This is before the complaint was received; correct it.',
    broken: (command, { receivedAt }) => receivedAt !== null && timesSinceReceipt(command).some((at) => at < receivedAt),
  },
  {
    code: 'time.backdated-without-reason',
    detail: 'This lies further back than the policy allows; say in `backdating` why it was recorded so late.',
    broken: (command, _complaint, { recordedAt, facts: { policy } }) =>
      command.type !== 'CorrectComplaint' &&
      !command.backdating &&
      timesOf(command).some((at) => plusDays(at, policy.backdatingAllowanceDays) < recordedAt),
  },
];
