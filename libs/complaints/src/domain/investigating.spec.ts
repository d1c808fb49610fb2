import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { ask, event, nigar, omid, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const underWay = [event('ComplaintReceived'), event('ComplaintAssessed'), event('ComplaintAssigned')] as const;
const investigated = event('ComplaintInvestigated');

describe('adding evidence', () => {
  it('numbers the pieces from one', () => {
    given(...underWay)
      .when(ask('AddEvidence'))
      .then(event('EvidenceAdded'));
    given(...underWay, event('EvidenceAdded'))
      .when(ask('AddEvidence'))
      .then(event('EvidenceAdded', { evidence: 2 }));
  });
  it('goes on numbering after reopening', () =>
    given(...underWay, event('EvidenceAdded'), event('ComplaintResolved'), event('ComplaintReopened'))
      .when(ask('AddEvidence'))
      .then(event('EvidenceAdded', { evidence: 2 })));
  it('takes evidence that is no document', () =>
    given(...underWay)
      .when(ask('AddEvidence', { document: null }))
      .then(event('EvidenceAdded', { document: null })));
  it('is refused after closing', () =>
    given(...underWay, event('ComplaintClosed'))
      .when(ask('AddEvidence'))
      .thenRefused('complaint.closed'));
  it('is refused to the subject', () =>
    given(...underWay)
      .when(ask('AddEvidence'), { actor: sara })
      .thenRefused('actor.is-subject'));
});

describe('investigating a complaint', () => {
  it('records the report and codes the cause', () => {
    given(...underWay)
      .when(ask('InvestigateComplaint'), { actor: omid })
      .then(investigated);
    const { state } = given(...underWay, investigated);
    expect([state.status, state.causeCoded]).toEqual(['investigated', true]);
  });
  it('names the method from what was written', () => {
    const whys = ['It broke', 'The box was thin'];
    const ishikawa = [{ branch: 'Material', causes: ['Thin box'] }];
    const personal = investigated.data.personal;
    given(...underWay)
      .when(ask('InvestigateComplaint', { whys }))
      .then(event('ComplaintInvestigated', { method: 'five-whys', personal: { ...personal, whys } }));
    given(...underWay)
      .when(ask('InvestigateComplaint', { ishikawa }))
      .then(event('ComplaintInvestigated', { method: 'ishikawa', personal: { ...personal, ishikawa } }));
    given(...underWay)
      .when(ask('InvestigateComplaint', { whys: [], ishikawa: [] }))
      .then(event('ComplaintInvestigated', { method: null, personal: { ...personal, whys: [], ishikawa: [] } }));
  });
  it('is possible after resolution and leaves the state, because settling asks for the cause', () => {
    for (const after of [[event('ComplaintResolved')], [event('ComplaintResolved'), event('ComplaintFollowedUp')]]) {
      given(...underWay, ...after)
        .when(ask('InvestigateComplaint'))
        .then(investigated);
      expect(given(...underWay, ...after, investigated).state).toEqual({
        ...given(...underWay, ...after).state,
        revision: 3 + after.length,
        causeCoded: true,
      });
    }
  });
  it('is refused before assignment', () =>
    given(event('ComplaintReceived'), event('ComplaintAssessed')).when(ask('InvestigateComplaint')).thenRefused('complaint.not-assigned'));
  it('is refused on evidence that was never added', () => {
    for (const evidence of [[2], [0], [1, 2]]) {
      given(...underWay, event('EvidenceAdded'))
        .when(ask('InvestigateComplaint', { evidence }))
        .thenRefused('evidence.unknown');
    }
    given(...underWay, event('EvidenceAdded'))
      .when(ask('InvestigateComplaint', { evidence: [1] }))
      .then(event('ComplaintInvestigated', { evidence: [1] }));
  });
  it('is refused to the subject', () =>
    given(...underWay)
      .when(ask('InvestigateComplaint'), { actor: sara })
      .thenRefused('actor.is-subject'));
  it('is refused to an agent who does not handle it', () =>
    given(...underWay)
      .when(ask('InvestigateComplaint'), { actor: nigar })
      .thenRefusedForRole('complaint.not-yours'));

  describe('of severity 4 or 5', () => {
    const grave = [
      event('ComplaintReceived'),
      event('ComplaintAssessed', { severity: 4 }),
      event('ComplaintAssigned'),
      event('EvidenceAdded'),
    ];
    const whys = ['It broke', 'The box was thin'];
    const ishikawa = [{ branch: 'Material', causes: ['Thin box'] }];
    const decided = (asked: Parameters<typeof ask<'InvestigateComplaint'>>[1]) => given(...grave).when(ask('InvestigateComplaint', asked));
    it('goes deep: evidence and an analysis of the cause', () => {
      const personal = investigated.data.personal;
      decided({ evidence: [1], whys }).then(
        event('ComplaintInvestigated', { evidence: [1], method: 'five-whys', personal: { ...personal, whys } }),
      );
      decided({ evidence: [1], ishikawa }).then(
        event('ComplaintInvestigated', { evidence: [1], method: 'ishikawa', personal: { ...personal, ishikawa } }),
      );
    });
    it('is refused without evidence', () => decided({ evidence: [], whys }).thenRefused('investigation.too-shallow'));
    it('is refused without an analysis', () => decided({ evidence: [1] }).thenRefused('investigation.too-shallow'));
    it('is refused with a single why', () => decided({ evidence: [1], whys: ['It broke'] }).thenRefused('investigation.too-shallow'));
  });
});
