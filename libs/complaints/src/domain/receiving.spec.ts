import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { ask, calendar, event, imported, policy, receipt, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);

describe('receiving a complaint', () => {
  it('records what was said and pins the policy in force', () => given().when(ask('ReceiveComplaint')).then(event('ComplaintReceived')));
  it('keeps an anonymous one without a name', () => {
    const { complainant: _nobody, ...rest } = event('ComplaintReceived').data.personal!;
    given()
      .when(ask('ReceiveComplaint', { complainant: null }))
      .then(event('ComplaintReceived', { anonymous: true, represented: false, vulnerable: false, personal: rest }));
  });
  it('stores no empty personal field and no list of names without documents', () => {
    const { place: _place, orderNumber: _order, expectations: _hopes, remedySought: _sought, ...shorter } = ask('ReceiveComplaint');
    const { immediateAction: _action, occurredFrom: _from, ...bare } = shorter;
    expect(
      complaintDecider.decide(
        { ...bare, occurredFrom: null, complainant: { name: 'Leyla' }, documents: [] },
        complaintDecider.initial,
        usually,
      ),
    ).toStrictEqual([
      event('ComplaintReceived', {
        occurredFrom: null,
        represented: false,
        vulnerable: false,
        documents: [],
        personal: { complainant: { name: 'Leyla' }, description: 'کالا شکسته رسید' },
      }),
    ]);
  });
  it('needs no acknowledgement, handler or severity', () => {
    const { state } = given(event('ComplaintReceived'));
    expect(state).toEqual({
      ...complaintDecider.initial,
      status: 'received',
      revision: 0,
      receivedAt: receipt,
      policy,
      calendar,
      subjects: ['staff-sara'],
    });
  });
  it('is refused under a number that is taken', () =>
    given(event('ComplaintReceived')).when(ask('ReceiveComplaint')).thenRefused('complaint.number-taken'));
  it('is refused when the trouble came after the complaint', () => {
    given()
      .when(ask('ReceiveComplaint', { occurredFrom: '2026-05-02T00:00:00.000Z' }))
      .thenRefused('time.occurred-after-receipt');
    given()
      .when(ask('ReceiveComplaint', { occurredTo: '2026-05-02T00:00:00.000Z' }))
      .thenRefused('time.occurred-after-receipt');
  });
  it('is refused when the trouble ends before it begins', () =>
    given()
      .when(ask('ReceiveComplaint', { occurredFrom: '2026-04-28T00:00:00.000Z', occurredTo: '2026-04-27T00:00:00.000Z' }))
      .thenRefused('time.occurred-backwards'));
  it('takes trouble that lasted until the very receipt, and trouble of unknown time', () => {
    const lasted = { occurredFrom: receipt, occurredTo: receipt };
    const unknown = { occurredFrom: null, occurredTo: null };
    given().when(ask('ReceiveComplaint', lasted)).then(event('ComplaintReceived', lasted));
    given().when(ask('ReceiveComplaint', unknown)).then(event('ComplaintReceived', unknown));
  });
  it('says why it was recorded so late, sealed', () =>
    given()
      .when(ask('ReceiveComplaint', { backdating: 'The letter lay in the post room' }), { recordedAt: '2026-06-01T00:00:00.000Z' })
      .then(
        event('ComplaintReceived', {
          personal: { ...event('ComplaintReceived').data.personal, backdating: 'The letter lay in the post room' },
        }),
      ));
});

describe('a command on a complaint that does not exist', () => {
  it('is refused for that alone', () =>
    given()
      .when(ask('CloseComplaint', { told: null }))
      .thenRefused('complaint.unknown'));
  it('is refused for that also to somebody who handles other complaints', () =>
    given()
      .when(ask('InvestigateComplaint'), { actor: { id: 'staff-omid', role: 'agent' } })
      .thenRefused('complaint.unknown'));
});

describe('the first command a person gives on an imported complaint', () => {
  const [old] = imported;
  it('pins the policy in the same append', () => given(old).when(ask('AddNote')).then(event('PolicyPinned'), event('NoteAdded')));
  it('pins nothing the second time', () =>
    given(old, event('PolicyPinned'), event('NoteAdded')).when(ask('AddNote')).then(event('NoteAdded')));
  it('pins nothing when it has nothing to say', () =>
    given(old, event('ComplaintAcknowledged')).when(ask('AcknowledgeComplaint')).thenNothing());
  it('pins nothing when it is refused', () => given(old).when(ask('InvestigateComplaint')).thenRefused('complaint.not-assigned'));
});
