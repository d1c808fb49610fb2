import type { CommandOf } from '../complaint.commands';
import type { ComplaintEvent } from '../complaint.events';
import { type Complaint, otherParty, type Remedy, standsBy } from '../complaint.state';
import { type Facts, type Follows, sealed, without } from './follows';

const directly: readonly string[] = ['phone', 'in-person', 'call-centre', 'letter'];
const apologised = (command: CommandOf<'DeliverApology'>, { apologisedDirectly }: Complaint, { actor }: Facts): ComplaintEvent => {
  const { at, channel, remedy, ...personal } = without(command);
  const warning = apologisedDirectly || directly.includes(channel) ? null : 'only-in-writing';
  return { type: 'ApologyDelivered', data: { at, channel, by: actor.id, remedy, warning, personal } };
};

const remedyOf = ({ remedies }: Complaint, number: number): Remedy => remedies.find(({ remedy }) => remedy === number)!;

const accepted = (command: CommandOf<'AcceptRemedy'>, complaint: Complaint): readonly ComplaintEvent[] => {
  const { at, remedy, amount, ...personal } = without(command);
  const proposed = remedyOf(complaint, remedy);
  if (proposed.accepted) return [];
  const by = otherParty(standsBy(proposed));
  return [{ type: 'RemedyAccepted', data: { at, remedy, by, amount: amount ?? proposed.amount, ...sealed(personal) } }];
};

/** How it is put right. */
export const fromRemedy: Follows<
  'DeliverApology' | 'ProposeRemedy' | 'CounterRemedy' | 'AcceptRemedy' | 'RejectRemedy' | 'ApproveRemedy' | 'ImplementRemedy'
> = {
  DeliverApology: (command, complaint, known) => [apologised(command, complaint, known)],
  ProposeRemedy: (command, complaint, { actor }) => {
    const { at, kind, proposedBy, amount, complainantEstimate, organisationEstimate, ...personal } = without(command);
    const proposed = { at, remedy: complaint.remedyCount + 1, kind, proposedBy, by: actor.id };
    const worth = { amount, complainantEstimate, organisationEstimate };
    return [{ type: 'RemedyProposed', data: { ...proposed, ...worth, ...sealed(personal) } }];
  },
  CounterRemedy: (command, _complaint, { actor }) => {
    const { at, remedy, counteredBy, amount, complainantEstimate, organisationEstimate, ...personal } = without(command);
    const countered = { at, remedy, counteredBy, by: actor.id };
    const worth = { amount, complainantEstimate, organisationEstimate };
    return [{ type: 'RemedyCountered', data: { ...countered, ...worth, ...sealed(personal) } }];
  },
  AcceptRemedy: accepted,
  RejectRemedy: (command, complaint, { actor }) => {
    const { at, remedy, rejectedBy, ...personal } = without(command);
    if (remedyOf(complaint, remedy).rejected) return [];
    return [{ type: 'RemedyRejected', data: { at, remedy, rejectedBy, by: actor.id, personal } }];
  },
  ApproveRemedy: (command, complaint, { actor }) => {
    const { at, remedy, ...personal } = without(command);
    const { approver, by, counter } = remedyOf(complaint, remedy);
    if (approver === actor.id) return [];
    const alone = by === actor.id || (counter?.ours.includes(actor.id) ?? false);
    return [{ type: 'RemedyApproved', data: { at, remedy, by: actor.id, alone, ...sealed(personal) } }];
  },
  ImplementRemedy: (command, complaint) => {
    const { at, remedy, paid, proof, ...personal } = without(command);
    if (remedyOf(complaint, remedy).implemented) return [];
    return [{ type: 'RemedyImplemented', data: { at, remedy, paid, proof, ...sealed(personal) } }];
  },
};
