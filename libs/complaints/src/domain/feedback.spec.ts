import { deciderSpec } from '@redress/testing';
import type { ComplaintCommandType } from './complaint.commands';
import { complaintDecider } from './complaint.decider';
import { lifecycle } from './complaint.lifecycle';
import { ask, event, found, knowing, leyla, nigar, sara, usually, whoMay } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const enquiry = event('ComplaintReceived', { kind: 'enquiry' });
const answered = event('FeedbackAnswered');
const converted = event('ConvertedToComplaint');
const close = ask('CloseComplaint', { told: null });
const closed = event('ComplaintClosed', { told: null });

describe('a suggestion, compliment or enquiry', () => {
  it.each(['suggestion', 'compliment', 'enquiry'] as const)('is received into the same register: %s', (kind) =>
    given().when(ask('ReceiveComplaint', { kind })).then(event('ComplaintReceived', { kind })),
  );
  it('is answered by anybody who may receive, and may be answered again', () => {
    given(enquiry).when(ask('AnswerFeedback'), { actor: nigar }).then(answered);
    given(enquiry, answered).when(ask('AnswerFeedback'), { actor: nigar }).then(answered);
    expect(given(enquiry, answered).state.status).toBe('answered');
  });
  it('is closed once it was answered, by anybody who may handle, without approval', () => {
    given(enquiry, answered).when(close, { actor: nigar }).then(closed);
    given(enquiry).when(ask('CloseComplaint'), { actor: nigar }).thenRefused('feedback.not-answered');
  });
  it('is closed without an answer where it needs none, once whoever sent it was told', () => {
    given(enquiry)
      .when(ask('CloseComplaint', { reason: 'out-of-scope' }), { actor: nigar })
      .then(event('ComplaintClosed', { reason: 'out-of-scope' }));
    given(enquiry)
      .when(ask('CloseComplaint', { reason: 'out-of-scope', told: null }), { actor: nigar })
      .thenRefused('complainant.not-told');
  });
  const allowed: readonly ComplaintCommandType[] = [
    ...(['AcknowledgeComplaint', 'ClassifyComplaint', 'EscalateComplaint', 'AnswerFeedback', 'ConvertToComplaint', 'AddNote'] as const),
    ...(['DeliverApology', 'LinkDuplicate', 'LinkCause', 'CloseComplaint', 'CorrectComplaint'] as const),
  ];
  const refused = (Object.keys(lifecycle) as ComplaintCommandType[]).filter(
    (type) => type !== 'ReceiveComplaint' && !allowed.includes(type),
  );
  it.each(refused)('is nothing to %s, before it is converted', (type) => {
    const by = { actor: whoMay(type) };
    given(enquiry).when(ask(type), by).thenRefused('feedback.not-a-complaint');
    given(enquiry, answered).when(ask(type), by).thenRefused('feedback.not-a-complaint');
    given(enquiry, answered, closed).when(ask(type), by).thenRefused('feedback.not-a-complaint');
  });
  it.each(allowed.filter((type) => !['AnswerFeedback', 'CloseComplaint'].includes(type)))('can be asked to %s', (type) => {
    const decided = complaintDecider.decide(ask(type), given(enquiry).state, { ...usually, ...knowing({ correction: found() }) });
    expect(decided).toHaveLength(1);
  });
});

describe('converting feedback to a complaint', () => {
  it('keeps when it was received, from any of its states', () => {
    for (const life of [[], [answered], [answered, closed]]) {
      given(enquiry, ...life)
        .when(ask('ConvertToComplaint'), { actor: nigar })
        .then(converted);
      const { status, kind, receivedAt, ended } = given(enquiry, ...life, converted).state;
      expect({ status, kind, receivedAt, ended }).toEqual({
        status: 'received',
        kind: 'complaint',
        receivedAt: enquiry.data.receivedAt,
        ended: null,
      });
    }
  });
  it('makes it a complaint like any other, which is assessed next', () => {
    given(enquiry, answered, converted).when(ask('AssessComplaint'), { actor: leyla }).then(event('ComplaintAssessed'));
    given(enquiry, answered, converted)
      .when(ask('CloseComplaint', { told: null }))
      .thenRefused(
        ...['complaint.not-acknowledged', 'decision.not-told', 'complaint.not-resolved', 'remedy.open', 'follow-up.open'],
        ...['cause.missing', 'complainant.not-told'],
      );
  });
  it('is refused where it is a complaint already, and so is answering it', () => {
    for (const life of [[event('ComplaintReceived')], [enquiry, converted]] as const) {
      given(...life)
        .when(ask('ConvertToComplaint'))
        .thenRefused('feedback.is-complaint');
      given(...life)
        .when(ask('AnswerFeedback'))
        .thenRefused('feedback.is-complaint');
    }
  });
  it('is refused to the subject', () => given(enquiry).when(ask('ConvertToComplaint'), { actor: sara }).thenRefused('actor.is-subject'));
});
