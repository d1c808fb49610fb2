import { collect } from '@redress/testing';
import { examples } from './openapi/examples';
import { TestApi } from './test-api.spec-support';

let test: TestApi;
beforeAll(async () => (test = await TestApi.start()));
afterAll(() => test.stop());

interface Written {
  readonly number: string;
  readonly revision: number;
  readonly position: string;
  readonly state: string;
}

describe('a complaint through the API', () => {
  it('goes from received to closed, each write answering where it stands', async () => {
    const received = await test.post<Written>('agent', '/complaints', examples.ReceiveComplaint);
    const { number } = received.body;
    expect([received.status, received.headers['location'], received.body]).toEqual([
      201,
      `/complaints/${number}`,
      { number, revision: 0, position: await test.store.head(), state: 'received' },
    ]);

    const receipt = examples.AcknowledgeComplaint.receipt.replace('370 691 682 022', number);
    const text = examples.FollowUpComplaint.text.replace('370 691 682 022', number);
    const handler = test.staff.agent;
    const other = await test.received();
    const steps: readonly (readonly ['agent' | 'supervisor', string, object, string])[] = [
      ['agent', 'acknowledge', { ...examples.AcknowledgeComplaint, receipt }, 'received'],
      ['agent', 'assess', examples.AssessComplaint, 'assessed'],
      ['agent', 'classify', examples.ClassifyComplaint, 'assessed'],
      ['agent', 'assign', { handler }, 'assigned'],
      ['agent', 'add-evidence', examples.AddEvidence, 'assigned'],
      ['agent', 'record-interview', examples.RecordInterview, 'assigned'],
      ['agent', 'request-clarification', examples.RequestClarification, 'assigned'],
      ['agent', 'receive-clarification', examples.ReceiveClarification, 'assigned'],
      ['agent', 'link-duplicate', { of: other }, 'assigned'],
      ['agent', 'link-cause', examples.LinkCause, 'assigned'],
      ['agent', 'add-note', examples.AddNote, 'assigned'],
      ['agent', 'send-progress-update', examples.SendProgressUpdate, 'assigned'],
      ['agent', 'escalate', examples.EscalateComplaint, 'assigned'],
      ['agent', 'investigate', examples.InvestigateComplaint, 'investigated'],
      ['agent', 'propose-remedy', examples.ProposeRemedy, 'investigated'],
      ['agent', 'accept-remedy', examples.AcceptRemedy, 'investigated'],
      ['agent', 'communicate-decision', examples.CommunicateDecision, 'investigated'],
      ['agent', 'resolve', examples.ResolveComplaint, 'resolved'],
      ['agent', 'deliver-apology', examples.DeliverApology, 'resolved'],
      ['agent', 'implement-remedy', examples.ImplementRemedy, 'resolved'],
      ['agent', 'follow-up', { ...examples.FollowUpComplaint, text }, 'followed-up'],
      ['agent', 'record-satisfaction', examples.RecordSatisfaction, 'followed-up'],
      ['agent', 'request-review', examples.RequestReview, 'followed-up'],
      ['supervisor', 'decide-review', { ...examples.DecideReview, outcome: 'sent-back' }, 'followed-up'],
      ['agent', 'refer-externally', examples.ReferExternally, 'followed-up'],
      ['agent', 'record-external-decision', examples.RecordExternalDecision, 'followed-up'],
      ['agent', 'reopen', examples.ReopenComplaint, 'reopened'],
      ['agent', 'communicate-decision', examples.CommunicateDecision, 'reopened'],
      ['agent', 'propose-remedy', { ...examples.ProposeRemedy, amount: { minor: 4990, currency: 'AZN' } }, 'reopened'],
      ['agent', 'counter-remedy', { ...examples.CounterRemedy, remedy: 2, amount: { minor: 5500, currency: 'AZN' } }, 'reopened'],
      ['agent', 'accept-remedy', { remedy: 2 }, 'reopened'],
      ['agent', 'propose-remedy', examples.ProposeRemedy, 'reopened'],
      ['agent', 'reject-remedy', { ...examples.RejectRemedy, remedy: 3 }, 'reopened'],
      ['supervisor', 'approve-remedy', { remedy: 2 }, 'reopened'],
      ['agent', 'resolve', examples.ResolveComplaint, 'resolved'],
      ['agent', 'implement-remedy', { remedy: 2, paid: { minor: 5500, currency: 'AZN' } }, 'resolved'],
      ['agent', 'follow-up', { ...examples.FollowUpComplaint, text }, 'followed-up'],
      ['supervisor', 'approve-closing', examples.ApproveClosing, 'followed-up'],
      ['agent', 'correct', examples.CorrectComplaint, 'followed-up'],
      ['agent', 'close', examples.CloseComplaint, 'closed'],
    ];
    let revision = 0;
    for (const [role, path, body, state] of steps) {
      const written = await test.post<Written>(role, `/complaints/${number}/${path}`, body);
      const position = await test.store.head();
      revision += 1;
      expect([path, written.status, written.body, written.headers['etag'], written.headers['x-redress-position']]).toEqual([
        path,
        200,
        { number, revision, position, state },
        `"${revision}"`,
        position,
      ]);
    }
    const spine = ['Received', 'Acknowledged', 'Assigned', 'Investigated', 'Resolved', 'FollowedUp', 'Reopened', 'Closed'];
    const types = await test.eventsOf(number);
    expect(spine.filter((name) => !types.includes(`Complaint${name}`))).toEqual([]);
  });

  it('may come as an enquiry, and become a complaint after that was answered and closed', async () => {
    const received = await test.post<Written>('agent', '/complaints', { ...examples.ReceiveComplaint, kind: 'enquiry' });
    const { number } = received.body;
    const steps = [
      ['answer-feedback', examples.AnswerFeedback, 200, 'answered'],
      ['resolve', examples.ResolveComplaint, 409, 'feedback.not-a-complaint'],
      ['close', { reason: 'settled' }, 200, 'closed'],
      ['convert-to-complaint', examples.ConvertToComplaint, 200, 'received'],
      ['assess', examples.AssessComplaint, 200, 'assessed'],
    ] as const;
    for (const [path, body, status, outcome] of steps) {
      const written = await test.post<Written & { code?: string }>('agent', `/complaints/${number}/${path}`, body);
      expect([path, written.status, written.body.code ?? written.body.state]).toEqual([path, status, outcome]);
    }
  });

  it('takes its number bare or grouped', async () => {
    const number = await test.received();
    const grouped = number.replace(/(\d{3})(?=\d)/g, '$1 ');
    const written = await test.post<Written>('agent', `/complaints/${encodeURIComponent(grouped)}/add-note`, examples.AddNote);
    expect([written.status, written.body.number]).toEqual([200, number]);
  });

  it('refuses a number with a wrong digit before it looks anything up, even a wrong body', async () => {
    const number = await test.received();
    const mistyped = number.slice(0, -1) + String((Number(number.at(-1)) + 1) % 10);
    const refused = await test.post('agent', `/complaints/${mistyped}/add-note`, { wrong: true });
    expect([refused.status, refused.body['code']]).toEqual([400, 'number.mistyped']);
  });

  it('answers 404 for a right number that no complaint has, with If-Match or without', async () => {
    const codes = await Promise.all(
      [{}, { 'if-match': '"3"' }].map(async (headers) => {
        const { status, body } = await test.post('agent', '/complaints/370691682022/add-note', examples.AddNote, headers);
        return [status, body['code']];
      }),
    );
    expect(codes).toEqual([
      [404, 'complaint.unknown'],
      [404, 'complaint.unknown'],
    ]);
  });

  it('refuses by rule with every broken one, and by person with 403', async () => {
    const number = await test.received();
    const closing = await test.post<{ errors: { code: string }[] }>('supervisor', `/complaints/${number}/close`, { reason: 'settled' });
    expect([closing.status, closing.body.errors.map(({ code }) => code)]).toEqual([
      409,
      [
        'complaint.not-acknowledged',
        'decision.not-told',
        'complaint.not-resolved',
        'remedy.open',
        'follow-up.open',
        'cause.missing',
        'complainant.not-told',
      ],
    ]);
    const notMine = await test.post('agent', `/complaints/${number}/close`, { reason: 'withdrawn' });
    expect([notMine.status, notMine.body['code']]).toEqual([403, 'complaint.not-yours']);
  });

  it('says that personal data was erased', async () => {
    const number = await test.received();
    await test.keyStore.destroy(`complaint-${number}`, test.now);
    const refused = await test.post('agent', `/complaints/${number}/add-note`, examples.AddNote);
    expect([refused.status, refused.body['code']]).toEqual([409, 'complaint.erased']);
  });
});

describe('a person through the API', () => {
  it('is granted what they may do and said to be away, and assigned to nothing on such a day', async () => {
    const number = await test.received();
    await test.post('agent', `/complaints/${number}/assess`, examples.AssessComplaint);
    const { agent } = test.staff;
    const changes = [
      ['grant-competence', examples.GrantCompetence],
      ['withdraw-competence', examples.WithdrawCompetence],
      ['set-approval-limit', examples.SetApprovalLimit],
      ['record-absence', { from: test.now.slice(0, 10) }],
    ] as const;
    for (const [path, body] of changes) {
      const { status } = await test.post('admin', `/staff/${agent}/${path}`, body);
      expect([path, status]).toEqual([path, 200]);
    }
    const assign = () => test.post<{ code?: string; state?: string }>('supervisor', `/complaints/${number}/assign`, { handler: agent });
    expect((await assign()).body.code).toBe('handler.absent');
    await test.post('admin', `/staff/${agent}/cancel-absence`, examples.CancelAbsence);
    expect((await assign()).body.state).toBe('assigned');
  });

  it('is warned about by how many complaints they have open', async () => {
    const number = await test.received();
    await test.post('agent', `/complaints/${number}/assess`, examples.AssessComplaint);
    await test.engine.projectors.catchUp();
    await test.post('supervisor', `/complaints/${number}/assign`, { handler: test.staff.investigator });
    const assigned = (await collect(test.store.read(`complaint-${number}`))).flat().find(({ type }) => type === 'ComplaintAssigned')!;
    expect((JSON.parse(assigned.data) as { workload: object }).workload).toEqual({ open: 0 });
  });
});
