import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { ask, event, handling, kamran, knowing, leyla, money, nigar, omid, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const underWay = [event('ComplaintReceived'), event('ComplaintAssessed'), event('ComplaintAssigned')] as const;
const proposed = event('RemedyProposed');
const accepted = event('RemedyAccepted');
const approved = event('RemedyApproved');
const implemented = event('RemedyImplemented');
const countered = event('RemedyCountered');
const rejected = event('RemedyRejected');
const withoutMoney = { amount: null, kind: 'replacement' } as const;

describe('proposing a remedy', () => {
  it('numbers it and keeps who proposed', () =>
    given(...underWay)
      .when(ask('ProposeRemedy'), { actor: omid })
      .then(proposed));
  it('goes on numbering after reopening', () =>
    given(...underWay, proposed, event('ComplaintResolved'), event('ComplaintReopened'))
      .when(ask('ProposeRemedy'), { actor: omid })
      .then(event('RemedyProposed', { remedy: 2 })));
  it('is possible after resolution', () =>
    given(...underWay, event('ComplaintResolved'))
      .when(ask('ProposeRemedy'), { actor: omid })
      .then(proposed));
  it('is refused before assignment', () =>
    given(event('ComplaintReceived')).when(ask('ProposeRemedy')).thenRefused('complaint.not-assigned'));
  it('of none needs reasons', () => {
    const none = { kind: 'none', amount: null } as const;
    given(...underWay)
      .when(ask('ProposeRemedy', { ...none, description: '' }))
      .thenRefused('remedy.none-without-reasons');
    given(...underWay)
      .when(ask('ProposeRemedy', none), { actor: omid })
      .then(event('RemedyProposed', none));
  });
  it('is refused to the subject', () =>
    given(...underWay)
      .when(ask('ProposeRemedy'), { actor: sara })
      .thenRefused('actor.is-subject'));
});

describe('accepting a remedy', () => {
  it('is done by the other side, with the proposed amount unless less was agreed', () => {
    given(...underWay, proposed)
      .when(ask('AcceptRemedy'))
      .then(accepted);
    given(...underWay, proposed)
      .when(ask('AcceptRemedy', { amount: money(4000) }))
      .then(event('RemedyAccepted', { amount: money(4000) }));
    given(...underWay, event('RemedyProposed', { proposedBy: 'complainant' }))
      .when(ask('AcceptRemedy'))
      .then(event('RemedyAccepted', { by: 'organisation' }));
  });
  it('is silent the second time, unless the amount is another', () => {
    given(...underWay, proposed, accepted)
      .when(ask('AcceptRemedy'))
      .thenNothing();
    given(...underWay, proposed, accepted)
      .when(ask('AcceptRemedy', { amount: money(4990) }))
      .thenNothing();
    given(...underWay, proposed, accepted)
      .when(ask('AcceptRemedy', { amount: money(4000) }))
      .thenRefused('remedy.accepted-otherwise');
  });
  it('is refused beyond what was proposed, so that no approval covers more than it was given for', () => {
    for (const amount of [money(4991), money(100, 'USD')]) {
      given(...underWay, proposed, approved)
        .when(ask('AcceptRemedy', { amount }))
        .thenRefused('remedy.beyond-proposal');
    }
    given(...underWay, event('RemedyProposed', withoutMoney))
      .when(ask('AcceptRemedy', { amount: money(1) }))
      .thenRefused('remedy.beyond-proposal');
  });
  it('is refused where none was proposed', () =>
    given(...underWay)
      .when(ask('AcceptRemedy'))
      .thenRefused('remedy.unknown'));
  it('is refused to the subject', () =>
    given(...underWay, proposed)
      .when(ask('AcceptRemedy'), { actor: sara })
      .thenRefused('actor.is-subject'));
});

describe('countering a remedy', () => {
  it('is done by the side whose word does not stand, with both estimates and what is asked for', () =>
    given(...underWay, proposed)
      .when(ask('CounterRemedy'), { actor: omid })
      .then(countered));
  it('goes to and fro, and is refused to the side whose word stands', () => {
    given(...underWay, proposed)
      .when(ask('CounterRemedy', { counteredBy: 'organisation' }))
      .thenRefused('remedy.counters-itself');
    given(...underWay, proposed, countered)
      .when(ask('CounterRemedy'))
      .thenRefused('remedy.counters-itself');
    given(...underWay, proposed, countered)
      .when(ask('CounterRemedy', { counteredBy: 'organisation', amount: money(5200) }), { actor: omid })
      .then(event('RemedyCountered', { counteredBy: 'organisation', amount: money(5200) }));
    given(...underWay, event('RemedyProposed', { proposedBy: 'complainant' }))
      .when(ask('CounterRemedy', { counteredBy: 'organisation' }), { actor: omid })
      .then(event('RemedyCountered', { counteredBy: 'organisation' }));
  });
  it('is accepted by the other side at the countered amount', () => {
    given(...underWay, proposed, countered)
      .when(ask('AcceptRemedy'))
      .then(event('RemedyAccepted', { by: 'organisation', amount: money(5500) }));
    given(...underWay, proposed, countered)
      .when(ask('AcceptRemedy', { amount: money(5501) }))
      .thenRefused('remedy.beyond-proposal');
    given(...underWay, proposed, countered, event('RemedyCountered', { counteredBy: 'organisation', amount: money(5200) }))
      .when(ask('AcceptRemedy'))
      .then(event('RemedyAccepted', { by: 'complainant', amount: money(5200) }));
  });
  it('takes away the approval of what stood before', () =>
    given(...underWay, proposed, approved, countered, event('RemedyAccepted', { by: 'organisation', amount: money(5500) }))
      .when(ask('ImplementRemedy', { paid: money(5500) }))
      .thenRefused('remedy.not-approved'));
  it('is refused once it was accepted, given or rejected, and where none was proposed', () => {
    given(...underWay, proposed, accepted)
      .when(ask('CounterRemedy'))
      .thenRefused('remedy.settled');
    given(...underWay, event('RemedyProposed', { kind: 'apology', amount: null }), event('RemedyImplemented', { paid: null }))
      .when(ask('CounterRemedy'))
      .thenRefused('remedy.settled');
    given(...underWay, proposed, rejected)
      .when(ask('CounterRemedy'))
      .thenRefused('remedy.rejected');
    given(...underWay)
      .when(ask('CounterRemedy'))
      .thenRefused('remedy.unknown');
  });
  it('is refused to the subject', () =>
    given(...underWay, proposed)
      .when(ask('CounterRemedy'), { actor: sara })
      .thenRefused('actor.is-subject'));
});

describe('rejecting a remedy', () => {
  it('is recorded with by which side and why, silently the second time', () => {
    given(...underWay, proposed)
      .when(ask('RejectRemedy'), { actor: omid })
      .then(rejected);
    given(...underWay, proposed, countered)
      .when(ask('RejectRemedy', { rejectedBy: 'organisation' }), { actor: omid })
      .then(event('RemedyRejected', { rejectedBy: 'organisation' }));
    given(...underWay, proposed, rejected)
      .when(ask('RejectRemedy'))
      .thenNothing();
  });
  it('ends it: nobody accepts, approves or implements it any more', () => {
    for (const command of [ask('AcceptRemedy'), ask('ApproveRemedy')]) {
      given(...underWay, proposed, rejected)
        .when(command)
        .thenRefused('remedy.rejected');
    }
    given(...underWay, event('RemedyProposed', { kind: 'apology', amount: null }), rejected)
      .when(ask('ImplementRemedy', { paid: null }))
      .thenRefused('remedy.rejected');
  });
  it('is refused once it was accepted or given, and where none was proposed', () => {
    given(...underWay, proposed, accepted)
      .when(ask('RejectRemedy'))
      .thenRefused('remedy.settled');
    given(...underWay)
      .when(ask('RejectRemedy'))
      .thenRefused('remedy.unknown');
  });
  it('is refused to the subject', () =>
    given(...underWay, proposed)
      .when(ask('RejectRemedy'), { actor: sara })
      .thenRefused('actor.is-subject'));
});

describe('approving a remedy', () => {
  it('is done by another person than proposed it', () => {
    given(...underWay, proposed)
      .when(ask('ApproveRemedy'))
      .then(approved);
    given(...underWay, event('RemedyProposed', { by: leyla.id }))
      .when(ask('ApproveRemedy'))
      .thenRefused('approver.is-proposer');
  });
  it('is done by another person than countered it for us, however long ago, but may be done by who wrote down the other side’s', () => {
    const ours = event('RemedyCountered', { counteredBy: 'organisation', by: leyla.id });
    given(...underWay, event('RemedyProposed', { proposedBy: 'complainant' }), ours, countered)
      .when(ask('ApproveRemedy'))
      .thenRefused('approver.is-negotiator');
    given(...underWay, proposed, event('RemedyCountered', { by: leyla.id }))
      .when(ask('ApproveRemedy'))
      .then(approved);
  });
  it('is refused beyond the limit of the role, and to a role without one', () => {
    const limited = (limit: number) => knowing({ policy: { ...handling, approvalLimits: { supervisor: money(limit) } } });
    given(...underWay, proposed)
      .when(ask('ApproveRemedy'), limited(4989))
      .thenRefused('approval.beyond-limit');
    given(...underWay, proposed)
      .when(ask('ApproveRemedy'), limited(4990))
      .then(approved);
    given(...underWay, event('RemedyProposed', withoutMoney))
      .when(ask('ApproveRemedy'), { ...limited(4990), actor: { id: kamran.id, role: 'quality-manager' } })
      .thenRefused('approval.beyond-limit');
  });
  it('is refused beyond the limit the person has, and where that is in another currency', () => {
    for (const limit of [money(4989), money(4990, 'USD')]) {
      given(...underWay, proposed)
        .when(ask('ApproveRemedy'), knowing({ approver: { limit } }))
        .thenRefused('approval.beyond-limit');
    }
    given(...underWay, proposed)
      .when(ask('ApproveRemedy'), knowing({ approver: { limit: money(4990) } }))
      .then(approved);
    given(...underWay, proposed)
      .when(ask('ApproveRemedy'), knowing({ approver: { limit: null } }))
      .then(approved);
  });
  it('is silent the second time', () =>
    given(...underWay, proposed, approved)
      .when(ask('ApproveRemedy'))
      .thenNothing());
  it('is refused where none was proposed', () =>
    given(...underWay)
      .when(ask('ApproveRemedy'))
      .thenRefused('remedy.unknown'));
  it('is refused to the subject', () =>
    given(...underWay, proposed)
      .when(ask('ApproveRemedy'), { actor: sara })
      .thenRefused('actor.is-subject'));
  it('is refused to its handler', () =>
    given(...underWay, event('RemedyProposed', { by: leyla.id }))
      .when(ask('ApproveRemedy'), { actor: omid })
      .thenRefusedForRole('role.not-allowed', 'approval.beyond-limit'));
});

describe('implementing a remedy', () => {
  it('follows acceptance and, where it costs money, approval', () =>
    given(...underWay, proposed, accepted, approved)
      .when(ask('ImplementRemedy'), { actor: omid })
      .then(implemented));
  it('is silent the second time', () =>
    given(...underWay, proposed, accepted, approved, implemented)
      .when(ask('ImplementRemedy'))
      .thenNothing());
  it('is refused before acceptance', () =>
    given(...underWay, proposed, approved)
      .when(ask('ImplementRemedy'))
      .thenRefused('remedy.not-accepted'));
  it.each(['apology', 'information', 'goodwill', 'process-change', 'product-change', 'policy-change', 'none'] as const)(
    'needs nobody to accept: %s',
    (kind) =>
      given(...underWay, event('RemedyProposed', { kind, amount: null }))
        .when(ask('ImplementRemedy', { paid: null }))
        .then(event('RemedyImplemented', { paid: null })),
  );
  it('is refused without approval where money was proposed or paid', () => {
    given(...underWay, proposed, accepted)
      .when(ask('ImplementRemedy', { paid: null }))
      .thenRefused('remedy.not-approved');
    given(...underWay, event('RemedyProposed', withoutMoney), event('RemedyAccepted', { amount: null }))
      .when(ask('ImplementRemedy'))
      .thenRefused('remedy.not-approved', 'remedy.paid-beyond-agreed');
  });
  it('needs no approval where it costs nothing', () =>
    given(...underWay, event('RemedyProposed', withoutMoney), event('RemedyAccepted', { amount: null }))
      .when(ask('ImplementRemedy', { paid: null }))
      .then(event('RemedyImplemented', { paid: null })));
  it('is refused when more was paid than agreed, or in another currency', () => {
    const less = event('RemedyAccepted', { amount: money(4000) });
    for (const paid of [money(4990), money(1, 'USD')]) {
      given(...underWay, proposed, less, approved)
        .when(ask('ImplementRemedy', { paid }))
        .thenRefused('remedy.paid-beyond-agreed');
    }
    given(...underWay, proposed, less, approved)
      .when(ask('ImplementRemedy', { paid: money(4000) }))
      .then(event('RemedyImplemented', { paid: money(4000) }));
  });
  it('is refused where none was proposed', () =>
    given(...underWay)
      .when(ask('ImplementRemedy'))
      .thenRefused('remedy.unknown'));
  it('is refused to the subject', () =>
    given(...underWay, proposed, accepted, approved)
      .when(ask('ImplementRemedy'), { actor: sara })
      .thenRefused('actor.is-subject'));
});

describe('apologising', () => {
  const inWriting = event('ApologyDelivered', { channel: 'email', warning: 'only-in-writing' });
  it('is recorded with person and channel, and by whom', () =>
    given(...underWay)
      .when(ask('DeliverApology'))
      .then(event('ApologyDelivered')));
  it('warns when it was said in writing only', () => {
    given(...underWay)
      .when(ask('DeliverApology', { channel: 'email' }))
      .then(inWriting);
    given(...underWay, inWriting)
      .when(ask('DeliverApology', { channel: 'email' }))
      .then(inWriting);
  });
  it('warns no more once it was said directly', () =>
    given(...underWay, event('ApologyDelivered'))
      .when(ask('DeliverApology', { channel: 'email' }))
      .then(event('ApologyDelivered', { channel: 'email' })));
  it('belongs to a remedy that was proposed', () => {
    given(...underWay)
      .when(ask('DeliverApology', { remedy: 1 }))
      .thenRefused('remedy.unknown');
    given(...underWay, proposed)
      .when(ask('DeliverApology', { remedy: 1 }))
      .then(event('ApologyDelivered', { remedy: 1 }));
  });
  it('may be done by anybody who handles complaints', () =>
    given(...underWay)
      .when(ask('DeliverApology'), { actor: nigar })
      .then(event('ApologyDelivered', { by: nigar.id })));
});
