import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { ask, calendar, event, imported, knowing, nigar, omid, policy, sara, usually } from './examples.spec-support';
import { mostParts } from './part.rules';

const { given } = deciderSpec(complaintDecider, usually);
const underWay = [event('ComplaintReceived'), event('ComplaintAssessed'), event('ComplaintAssigned')] as const;
const separated = event('PartSeparated');
const answered = event('PartAnswered');
const told = event('DecisionCommunicated');

describe('separating a part', () => {
  it('pins what it falls under, numbers it, and keeps the reason sealed', () => {
    given(...underWay)
      .when(ask('SeparatePart'), { actor: omid })
      .then(separated);
    given(...underWay, separated)
      .when(ask('SeparatePart', { product: null, segment: null, category: 'safety' }))
      .then(event('PartSeparated', { part: 2, product: null, segment: null, category: 'safety' }));
  });
  it('is possible from the receipt to the resolution', () => {
    given(event('ComplaintReceived')).when(ask('SeparatePart')).then(separated);
    given(...underWay, told, event('ComplaintResolved'))
      .when(ask('SeparatePart'))
      .thenRefused('complaint.resolved');
  });
  it('is refused where nothing tells it from the rest, or it falls under the same policy', () => {
    given(...underWay)
      .when(ask('SeparatePart', { product: null, segment: null }), knowing({ part: { ...usually.facts.part!, policy } }))
      .thenRefused('part.empty', 'part.same-policy');
  });
  it('is refused when it has as many as it can have', () => {
    const all = Array.from({ length: mostParts }, (_, index) => event('PartSeparated', { part: index + 1 }));
    given(...underWay, ...all)
      .when(ask('SeparatePart'))
      .thenRefused('part.too-many');
  });
  it('is refused to somebody else than the handler, and to the subject', () => {
    given(...underWay)
      .when(ask('SeparatePart'), { actor: nigar })
      .thenRefusedForRole('complaint.not-yours');
    given(...underWay)
      .when(ask('SeparatePart'), { actor: sara })
      .thenRefused('actor.is-subject');
  });
  it('of an imported complaint takes it over first', () =>
    given(...imported)
      .when(ask('SeparatePart'))
      .then(event('PolicyPinned', { at: usually.recordedAt, policy, calendar, reason: 'taken-over' }), separated));
});

describe('answering a part', () => {
  it('tells it by itself, with its reasons and where else to turn', () => {
    given(...underWay, separated)
      .when(ask('AnswerPart'), { actor: omid })
      .then(answered);
    given(...underWay, separated)
      .when(ask('AnswerPart', { reasons: ' ', recourse: '' }))
      .then(
        event('PartAnswered', {
          hasReasons: false,
          hasRecourse: false,
          personal: { ...answered.data.personal, reasons: ' ', recourse: '' },
        }),
      );
  });
  it('is refused for a part that there is not, and for one that has its answer', () => {
    given(...underWay)
      .when(ask('AnswerPart'))
      .thenRefused('part.unknown');
    given(...underWay, separated, answered)
      .when(ask('AnswerPart'))
      .thenRefused('part.answered');
  });
  it('comes before the resolution, for every part; closing for another reason waits for none', () => {
    given(...underWay, separated, told)
      .when(ask('ResolveComplaint'))
      .thenRefused('part.unanswered');
    given(...underWay, separated, answered, told)
      .when(ask('ResolveComplaint'))
      .then(event('ComplaintResolved'));
  });
  it('is owed anew after a reopening', () => {
    const again = [...underWay, separated, answered, told, event('ComplaintResolved'), event('ComplaintReopened')] as const;
    given(...again, told)
      .when(ask('ResolveComplaint'))
      .thenRefused('part.unanswered');
    given(...again)
      .when(ask('AnswerPart'))
      .then(answered);
  });
});
