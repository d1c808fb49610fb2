import { deciderSpec } from '@redress/testing';
import type { CommandOf } from './complaint.commands';
import { complaintDecider } from './complaint.decider';
import type { ComplaintEvent, ComplaintEventType } from './complaint.events';
import { ask, at, event, kamran, knowing, leyla, omid, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const whole: readonly ComplaintEvent[] = [
  event('ComplaintReceived'),
  event('ComplaintAcknowledged'),
  event('ComplaintAssessed'),
  event('ComplaintAssigned'),
  event('ComplaintInvestigated'),
  event('DecisionCommunicated'),
  event('RemedyProposed'),
  event('RemedyAccepted'),
  event('RemedyApproved'),
  event('RemedyImplemented'),
  event('ComplaintResolved'),
  event('ComplaintFollowedUp'),
];
const without = (...types: ComplaintEventType[]) => whole.filter(({ type }) => !types.includes(type));
const settle = (change: Partial<CommandOf<'CloseComplaint'>> = {}) => ask('CloseComplaint', change);

describe('closing a complaint as settled', () => {
  it('follows when everything is there', () => {
    given(...whole)
      .when(settle(), { actor: omid })
      .then(event('ComplaintClosed'));
    const { state } = given(...whole, event('ComplaintClosed'));
    expect([state.status, state.ended]).toEqual(['closed', { revision: 12, at }]);
  });
  it('is refused before acknowledgement', () =>
    given(...without('ComplaintAcknowledged'))
      .when(settle())
      .thenRefused('complaint.not-acknowledged'));
  it('is refused before the decision was told', () =>
    given(...without('DecisionCommunicated'))
      .when(settle())
      .thenRefused('decision.not-told'));
  it('is refused while a review is open, and once one did not uphold the decision', () => {
    given(...whole, event('ReviewRequested'))
      .when(settle())
      .thenRefused('review.open');
    given(...whole, event('ReviewRequested'), event('ReviewDecided', { outcome: 'changed' }))
      .when(settle())
      .thenRefused('decision.not-told');
    given(...whole, event('ReviewRequested'), event('ReviewDecided'))
      .when(settle())
      .then(event('ComplaintClosed'));
  });
  it('is refused before resolution', () =>
    given(...without('ComplaintResolved', 'ComplaintFollowedUp'))
      .when(settle({ followUpImpossible: 'Moved away' }))
      .thenRefused('complaint.not-resolved'));
  it('is refused without a coded cause', () =>
    given(...without('ComplaintInvestigated'))
      .when(settle())
      .thenRefused('cause.missing'));
  it('is refused while nobody was told', () =>
    given(...whole)
      .when(settle({ told: null }))
      .thenRefused('complainant.not-told'));
  it('takes a reason why nobody could be told', () =>
    given(...whole)
      .when(settle({ told: null, unreachable: 'No address' }))
      .then(event('ComplaintClosed', { told: null, personal: { unreachable: 'No address' } })));
  it('is refused twice', () =>
    given(...whole, event('ComplaintClosed'))
      .when(settle())
      .thenRefused('complaint.closed'));
  it('is refused to the subject', () =>
    given(...whole)
      .when(settle(), { actor: sara })
      .thenRefused('actor.is-subject'));
  it('lists everything that is missing', () =>
    given(...whole.slice(0, 1), event('ComplaintAssessed', { severity: 5 }), event('ComplaintAssigned'))
      .when(settle({ told: null }))
      .thenRefused(
        'complaint.not-acknowledged',
        'decision.not-told',
        'complaint.not-resolved',
        'remedy.open',
        'follow-up.open',
        'cause.missing',
        'complainant.not-told',
        'closing.not-approved',
      ));

  describe('with its remedy', () => {
    const open = without('RemedyProposed', 'RemedyAccepted', 'RemedyApproved', 'RemedyImplemented');
    it('is refused while none was implemented', () => {
      given(...open)
        .when(settle())
        .thenRefused('remedy.open');
      given(...without('RemedyImplemented'))
        .when(settle())
        .thenRefused('remedy.open');
    });
    it('is refused while another accepted one is open', () =>
      given(...whole, event('RemedyProposed', { remedy: 2 }), event('RemedyAccepted', { remedy: 2 }))
        .when(settle())
        .thenRefused('remedy.open'));
    it('does not wait for a proposal nobody accepted', () =>
      given(...whole, event('RemedyProposed', { remedy: 2 }))
        .when(settle())
        .then(event('ComplaintClosed')));
    it('does not wait for one that was countered or rejected', () =>
      given(
        ...[...whole, event('RemedyProposed', { remedy: 2 }), event('RemedyCountered', { remedy: 2 })],
        ...[event('RemedyProposed', { remedy: 3 }), event('RemedyRejected', { remedy: 3 })],
      )
        .when(settle())
        .then(event('ComplaintClosed')));
    it('says why none is owed', () =>
      given(...open)
        .when(settle({ remedyWaived: 'She wants none' }))
        .then(event('ComplaintClosed', { personal: { remedyWaived: 'She wants none' } })));
  });

  describe('with its follow-up', () => {
    const open = without('ComplaintFollowedUp');
    it('is refused before it', () =>
      given(...open)
        .when(settle())
        .thenRefused('follow-up.open'));
    it.each(['needs-explanation', 'revise-remedy', 'compensate'] as const)('is refused while the complainant %s', (outcome) =>
      given(...open, event('ComplaintFollowedUp', { outcome }))
        .when(settle())
        .thenRefused('follow-up.open'),
    );
    it.each(['satisfied', 'dissatisfied', 'unreachable'] as const)('follows when the complainant is %s', (outcome) =>
      given(...open, event('ComplaintFollowedUp', { outcome }))
        .when(settle())
        .then(event('ComplaintClosed')),
    );
    it('says why it is impossible', () =>
      given(...open)
        .when(settle({ followUpImpossible: 'Moved away' }))
        .then(event('ComplaintClosed', { personal: { followUpImpossible: 'Moved away' } })));
  });

  describe('of severity 4 or 5', () => {
    const grave = whole.map((each) => (each.type === 'ComplaintAssessed' ? event('ComplaintAssessed', { severity: 4 }) : each));
    it('needs the approval of another person', () => {
      given(...grave)
        .when(settle())
        .thenRefused('closing.not-approved');
      given(...grave, event('ClosingApproved'))
        .when(settle(), { actor: kamran })
        .then(event('ComplaintClosed', { approver: leyla.id }));
    });
    it('is refused to the approver', () =>
      given(...grave, event('ClosingApproved'))
        .when(settle(), { actor: leyla })
        .thenRefused('closing.not-approved'));
  });
  it('claims no approval by the one who closes', () =>
    given(...whole, event('ClosingApproved'))
      .when(settle(), { actor: leyla })
      .then(event('ComplaintClosed', { approver: null })));
});

describe('approving the closing', () => {
  it('records who approves', () =>
    given(...whole)
      .when(ask('ApproveClosing'))
      .then(event('ClosingApproved')));
  it('is silent the second time, and the last of two persons counts', () => {
    given(...whole, event('ClosingApproved'))
      .when(ask('ApproveClosing'))
      .thenNothing();
    given(...whole, event('ClosingApproved'))
      .when(ask('ApproveClosing'), { actor: kamran })
      .then(event('ClosingApproved', { by: kamran.id }));
    expect(given(...whole, event('ClosingApproved'), event('ClosingApproved', { by: kamran.id })).state.approver).toBe(kamran.id);
  });
  it('lapses on reopening', () =>
    given(...whole, event('ClosingApproved'), event('ComplaintReopened'))
      .when(ask('CloseComplaint', { reason: 'withdrawn' }), { actor: kamran })
      .thenRefused('closing.not-approved'));
  it('is refused to the subject', () =>
    given(...whole)
      .when(ask('ApproveClosing'), { actor: sara })
      .thenRefused('actor.is-subject'));
  it('is refused after closing', () =>
    given(...whole, event('ComplaintClosed'))
      .when(ask('ApproveClosing'))
      .thenRefused('complaint.closed'));
});

describe.each(['withdrawn', 'out-of-scope', 'duplicate'] as const)('closing a complaint as %s', (reason) => {
  const duplicateOf = reason === 'duplicate' ? '130081818450' : null;
  const close = (change: Partial<CommandOf<'CloseComplaint'>> = {}) => ask('CloseComplaint', { reason, duplicateOf, ...change });
  const approved = [event('ComplaintReceived'), event('ClosingApproved')] as const;
  it('needs no story, but the complainant told and another person', () =>
    given(...approved)
      .when(close(), { actor: kamran })
      .then(event('ComplaintClosed', { reason, duplicateOf, approver: leyla.id })));
  it('is refused without approval', () => given(event('ComplaintReceived')).when(close()).thenRefused('closing.not-approved'));
  it('is refused to the approver', () =>
    given(...approved)
      .when(close(), { actor: leyla })
      .thenRefused('closing.not-approved'));
  it('is refused while nobody was told', () =>
    given(...approved)
      .when(close({ told: null }), { actor: kamran })
      .thenRefused('complainant.not-told'));
});

describe('closing a complaint as duplicate', () => {
  const approved = [event('ComplaintReceived'), event('ClosingApproved')] as const;
  const close = (duplicateOf: string | null) => ask('CloseComplaint', { reason: 'duplicate', duplicateOf });
  it('is refused without the other number', () =>
    given(...approved)
      .when(close(null), { actor: kamran, ...knowing({ duplicateExists: null }) })
      .thenRefused('duplicate.without-complaint'));
  it('is refused when the other does not exist, or nobody looked', () => {
    for (const duplicateExists of [false, null]) {
      given(...approved)
        .when(close('130081818450'), { actor: kamran, ...knowing({ duplicateExists }) })
        .thenRefused('duplicate.unknown');
    }
  });
});
