import type { CommandOf } from '../complaint.commands';
import type { ComplaintEvent } from '../complaint.events';
import type { Complaint } from '../complaint.state';
import { type Facts, type Follows, sealed, without } from './follows';

const followedUp = (command: CommandOf<'FollowUpComplaint'>): ComplaintEvent => {
  const { at, outcome, score, channel, letter, ...personal } = without(command);
  return {
    type: 'ComplaintFollowedUp',
    data: {
      at,
      bounds: null,
      outcome,
      score,
      channel,
      contentHash: letter?.hash ?? null,
      source: null,
      ...sealed({ ...personal, ...(letter && { salt: letter.salt, text: letter.text }) }),
    },
  };
};

const closed = (
  command: CommandOf<'CloseComplaint'>,
  complaint: Complaint,
  { actor, facts: { policy, silence } }: Facts,
): ComplaintEvent => {
  const { at, reason, told, duplicateOf, ...personal } = without(command);
  // Who stayed silent was told by the warning.
  const toldSo = told ?? (reason === 'silence' ? (silence?.warned ?? null) : null);
  const isOwn = complaint.approver === actor.id;
  // Nobody approves their own closing, unless one person may hold several roles; where none was needed, none is claimed.
  const approver = isOwn && !policy.smallBusiness ? null : complaint.approver;
  const original = duplicateOf ?? (reason === 'duplicate' ? complaint.duplicates[0]! : null);
  const ended = {
    at,
    bounds: null,
    reason,
    approver,
    alone: isOwn && approver !== null,
    told: toldSo,
    duplicateOf: original,
    source: null,
  };
  return { type: 'ComplaintClosed', data: { ...ended, ...sealed(personal) } };
};

/** How it ends, and begins anew. */
export const fromEnding: Follows<'FollowUpComplaint' | 'RecordSatisfaction' | 'ReopenComplaint' | 'ApproveClosing' | 'CloseComplaint'> = {
  FollowUpComplaint: (command) => [followedUp(command)],
  RecordSatisfaction: (command) => {
    const { at, score, obtainedBy, ...personal } = without(command);
    return [{ type: 'SatisfactionRecorded', data: { at, score, obtainedBy, ...sealed(personal) } }];
  },
  ReopenComplaint: (command, _complaint, { facts }) => {
    const { at, by, handler: _named, ...personal } = without(command);
    const { id, team } = facts.person!;
    return [{ type: 'ComplaintReopened', data: { at, bounds: null, handler: id, team, by, source: null, personal } }];
  },
  ApproveClosing: (command, { approver }, { actor }) => {
    const { at, ...personal } = without(command);
    return approver === actor.id ? [] : [{ type: 'ClosingApproved', data: { at, by: actor.id, ...sealed(personal) } }];
  },
  CloseComplaint: (command, complaint, known) => [closed(command, complaint, known)],
};
