import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { ask, event, kamran, knowing, leyla, nigar, omid, person, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const underWay = [event('ComplaintReceived'), event('ComplaintAssessed'), event('ComplaintAssigned')] as const;
const decided = [...underWay, event('DecisionCommunicated')] as const;
const requested = event('ReviewRequested');
const upheld = event('ReviewDecided');
const changed = event('ReviewDecided', { outcome: 'changed' });
const sentBack = event('ReviewDecided', { outcome: 'sent-back' });
const resolved = event('ComplaintResolved');
const reopened = event('ComplaintReopened');

describe('requesting a review', () => {
  it('opens the second stage of a decision that was told, whether the complaint is being handled, resolved or closed', () => {
    for (const ended of [[], [resolved], [resolved, event('ComplaintFollowedUp')], [resolved, event('ComplaintClosed')]]) {
      given(...decided, ...ended)
        .when(ask('RequestReview'), { actor: omid })
        .then(requested);
    }
  });
  it('is refused before a decision was told, and after a reopening until another is', () => {
    given(...underWay)
      .when(ask('RequestReview'))
      .thenRefused('review.without-decision');
    given(...decided, resolved, reopened)
      .when(ask('RequestReview'))
      .thenRefused('review.without-decision');
  });
  it('is refused while one is open', () =>
    given(...decided, requested)
      .when(ask('RequestReview'))
      .thenRefused('review.open'));
  it('goes on counting its stages, over a reopening too', () => {
    given(...decided, requested, upheld)
      .when(ask('RequestReview'))
      .then(event('ReviewRequested', { stage: 3 }));
    given(...decided, requested, upheld, resolved, reopened, event('DecisionCommunicated'))
      .when(ask('RequestReview'))
      .then(event('ReviewRequested', { stage: 3 }));
  });
  it('is refused to the subject', () =>
    given(...decided)
      .when(ask('RequestReview'), { actor: sara })
      .thenRefused('actor.is-subject'));
});

describe('deciding a review', () => {
  const open = [...decided, requested] as const;
  it('says of which stage, by whom and what became of the decision', () => {
    given(...open)
      .when(ask('DecideReview'))
      .then(upheld);
    given(...open)
      .when(ask('DecideReview', { outcome: 'changed' }), { actor: kamran })
      .then(event('ReviewDecided', { outcome: 'changed', reviewer: kamran.id }));
  });
  it('is refused while none is open', () => {
    given(...decided)
      .when(ask('DecideReview'))
      .thenRefused('review.none');
    given(...open, upheld)
      .when(ask('DecideReview'), { actor: kamran })
      .thenRefused('review.none');
    given(...open, resolved, reopened)
      .when(ask('DecideReview'))
      .thenRefused('review.none');
  });
  it('is refused to the handler', () =>
    given(...underWay.slice(0, 2), event('ComplaintAssigned', { handler: leyla.id }), event('DecisionCommunicated'), requested)
      .when(ask('DecideReview'))
      .thenRefused('reviewer.is-handler'));
  it('is refused to whoever recorded a decision of it', () =>
    given(...open)
      .when(ask('DecideReview'), knowing({ deciders: [omid.id, leyla.id] }))
      .thenRefused('reviewer.is-decider'));
  it('is refused to whoever decided an earlier stage, however long ago', () => {
    const third = event('ReviewRequested', { stage: 3 });
    given(...open, upheld, third)
      .when(ask('DecideReview'))
      .thenRefused('reviewer.reviewed-before');
    given(...open, upheld, resolved, reopened, event('DecisionCommunicated'), third)
      .when(ask('DecideReview'))
      .thenRefused('reviewer.reviewed-before');
    given(...open, upheld, third)
      .when(ask('DecideReview'), { actor: kamran })
      .then(event('ReviewDecided', { stage: 3, reviewer: kamran.id }));
  });
  it('is refused to the subject, and to whose role may not', () => {
    given(...open)
      .when(ask('DecideReview'), { actor: sara })
      .thenRefused('actor.is-subject');
    given(...open)
      .when(ask('DecideReview'), { actor: nigar })
      .thenRefusedForRole('role.not-allowed');
  });
});

describe('a review', () => {
  it('that upholds the decision leaves it standing', () =>
    given(...decided, requested, upheld)
      .when(ask('ResolveComplaint'))
      .then(resolved));
  it.each([changed, sentBack])('that does not uphold it takes it away, so that another is told before resolving', (outcome) => {
    given(...decided, requested, outcome)
      .when(ask('ResolveComplaint'))
      .thenRefused('decision.not-told');
    given(...decided, requested, outcome, event('DecisionCommunicated'))
      .when(ask('ResolveComplaint'))
      .then(resolved);
  });
  it.each([changed, sentBack])(
    'that does not uphold it leaves a resolved complaint resolved, to be reopened for another decision',
    (outcome) => {
      const reviewed = [...decided, resolved, requested, outcome];
      expect(given(...reviewed).state.status).toBe('resolved');
      given(...reviewed)
        .when(ask('CommunicateDecision'))
        .thenRefused('complaint.resolved');
      given(...reviewed, reopened)
        .when(ask('CommunicateDecision'))
        .then(event('DecisionCommunicated'));
    },
  );
  it('that does not uphold it lets the complaint be reopened after the time for that is over', () => {
    const late = { recordedAt: '2027-05-04T08:00:00.000Z', ...knowing({ person: person(omid.id) }) };
    const reopen = ask('ReopenComplaint', { at: '2027-05-03T08:00:00.000Z' });
    given(...decided, resolved, requested, upheld)
      .when(reopen, late)
      .thenRefused('reopening.too-late');
    given(...decided, resolved, requested, sentBack)
      .when(reopen, late)
      .then(event('ComplaintReopened', { at: '2027-05-03T08:00:00.000Z' }));
  });
});
