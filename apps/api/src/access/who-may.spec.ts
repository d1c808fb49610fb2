import { may, type Operation } from '@redress/access';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { roles } from '@redress/kernel';
import { TestApi } from '../test-api.spec-support';
import { type Access, Open } from './access';
import { KnownRoutes } from './known-routes';

let test: TestApi;
beforeAll(async () => (test = await TestApi.start()));
afterAll(() => test.stop());

/** What a route says of itself, as it was registered. */
const accessOf = (route: string): Access => {
  const [method, url] = route.split(' ') as [string, string];
  const found = registered.find((each) => each.method === method && each.url === url);
  return found!.access;
};
const registered: { method: string; url: string; access: Access }[] = [];
beforeAll(() => {
  const add = jest.spyOn(KnownRoutes.prototype, 'add');
  return TestApi.start().then(async (api) => {
    for (const [{ url, method, config }] of add.mock.calls)
      for (const each of [method].flat()) registered.push({ url, method: each, access: config!.access! });
    add.mockRestore();
    await api.stop();
  });
});

const only = (operation: Operation): Access => ({ operation, open: 'no' });
const toAll: Access = { operation: null, open: 'to-all' };

/** A path of the route that names a complaint and a person who do not exist. */
const asked = (route: string): [string, string] => {
  const [method, url] = route.split(' ') as [string, string];
  return [
    method,
    url
      .replace(':number', '370691682022')
      .replace(':id', 'nobody')
      .replace(':file', 'start.js')
      .replace(':name', 'all')
      .replace(':metric', 'received'),
  ];
};

describe('who may use a route', () => {
  it('is said by every route, and these are all', () =>
    expect(
      Object.fromEntries(test.api.routes.filter((route) => !route.startsWith('HEAD ')).map((route) => [route, accessOf(route)])),
    ).toEqual({
      'POST /complaints': only('ReceiveComplaint'),
      'POST /complaints/:number/acknowledge': only('AcknowledgeComplaint'),
      'POST /complaints/:number/assess': only('AssessComplaint'),
      'POST /complaints/:number/classify': only('ClassifyComplaint'),
      'POST /complaints/:number/assign': only('AssignComplaint'),
      'POST /complaints/:number/escalate': only('EscalateComplaint'),
      'POST /complaints/:number/answer-feedback': only('AnswerFeedback'),
      'POST /complaints/:number/convert-to-complaint': only('ConvertToComplaint'),
      'POST /complaints/:number/add-evidence': only('AddEvidence'),
      'POST /complaints/:number/record-interview': only('RecordInterview'),
      'POST /complaints/:number/request-clarification': only('RequestClarification'),
      'POST /complaints/:number/receive-clarification': only('ReceiveClarification'),
      'POST /complaints/:number/link-duplicate': only('LinkDuplicate'),
      'POST /complaints/:number/link-cause': only('LinkCause'),
      'POST /complaints/:number/add-note': only('AddNote'),
      'POST /complaints/:number/send-progress-update': only('SendProgressUpdate'),
      'POST /complaints/:number/pause-clock': only('PauseClock'),
      'POST /complaints/:number/resume-clock': only('ResumeClock'),
      'POST /complaints/:number/extend-deadline': only('ExtendDeadline'),
      'POST /complaints/:number/send-holding-letter': only('SendHoldingLetter'),
      'POST /complaints/:number/warn-of-closing': only('WarnOfClosing'),
      'POST /complaints/:number/deliver-apology': only('DeliverApology'),
      'POST /complaints/:number/investigate': only('InvestigateComplaint'),
      'POST /complaints/:number/propose-remedy': only('ProposeRemedy'),
      'POST /complaints/:number/counter-remedy': only('CounterRemedy'),
      'POST /complaints/:number/accept-remedy': only('AcceptRemedy'),
      'POST /complaints/:number/reject-remedy': only('RejectRemedy'),
      'POST /complaints/:number/approve-remedy': only('ApproveRemedy'),
      'POST /complaints/:number/implement-remedy': only('ImplementRemedy'),
      'POST /complaints/:number/communicate-decision': only('CommunicateDecision'),
      'POST /complaints/:number/separate-part': only('SeparatePart'),
      'POST /complaints/:number/answer-part': only('AnswerPart'),
      'POST /complaints/:number/request-review': only('RequestReview'),
      'POST /complaints/:number/decide-review': only('DecideReview'),
      'POST /complaints/:number/refer-externally': only('ReferExternally'),
      'POST /complaints/:number/record-external-decision': only('RecordExternalDecision'),
      'POST /complaints/:number/resolve': only('ResolveComplaint'),
      'POST /complaints/:number/follow-up': only('FollowUpComplaint'),
      'POST /complaints/:number/record-satisfaction': only('RecordSatisfaction'),
      'POST /complaints/:number/reopen': only('ReopenComplaint'),
      'POST /complaints/:number/approve-closing': only('ApproveClosing'),
      'POST /complaints/:number/close': only('CloseComplaint'),
      'POST /complaints/:number/correct': only('CorrectComplaint'),
      'POST /staff': only('ChangeStaff'),
      'POST /staff/:id/move': only('ChangeStaff'),
      'POST /staff/:id/change-roles': only('ChangeStaff'),
      'POST /staff/:id/remove': only('ChangeStaff'),
      'POST /staff/:id/reinstate': only('ChangeStaff'),
      'POST /staff/:id/set-approval-limit': only('ChangeStaff'),
      'POST /staff/:id/grant-competence': only('ChangeStaff'),
      'POST /staff/:id/withdraw-competence': only('ChangeStaff'),
      'POST /staff/:id/record-absence': only('ChangeStaff'),
      'POST /staff/:id/cancel-absence': only('ChangeStaff'),
      'GET /policies': only('ReadPolicies'),
      'GET /policies/:id': only('ReadPolicies'),
      'GET /policies/:id/:version': only('ReadPolicies'),
      'POST /policies/:id': only('AdoptPolicy'),
      'GET /calendars': only('ReadPolicies'),
      'GET /calendars/:id': only('ReadPolicies'),
      'GET /calendars/:id/:version': only('ReadPolicies'),
      'POST /calendars/:id': only('AdoptPolicy'),
      'GET /complaints': only('ReadCase'),
      'POST /complaints/search': only('ReadPersonalData'),
      'GET /complaints/:number': only('ReadCase'),
      'GET /complaints/:number/history': only('ReadHistory'),
      'GET /complaints/:number/clocks': only('ReadCase'),
      'GET /complaints/:number/notes': only('ReadCase'),
      'GET /complaints/:number/evidence': only('ReadCase'),
      'GET /audit-trail': only('ReadHistory'),
      'GET /queues': only('ReadQueues'),
      'GET /queues/:name': only('ReadQueues'),
      'GET /statistics': only('ReadStatistics'),
      'GET /statistics/:metric': only('ReadStatistics'),
      'GET /staff': only('ReadStaff'),
      'GET /projections': only('Operate'),
      'GET /health/live': toAll,
      'GET /health/ready': toAll,
      'GET /metrics': { operation: 'Operate', open: 'on-loopback' },
      'GET /openapi.json': toAll,
      'GET /docs': toAll,
      'GET /docs/:file': toAll,
    }));

  it('is for each of the eight roles what the table says, and nobody may without a key', async () => {
    const wrong: string[] = [];
    for (const route of test.api.routes) {
      const { operation, open } = accessOf(route);
      const [method, url] = asked(route);
      const send = (role: (typeof roles)[number] | null) =>
        method === 'POST' ? test.post(role, url, {}) : test.send(method, role, url, { 'x-forwarded-for': '192.0.2.1' });
      for (const role of roles) {
        const allowed = operation === null || may(role, operation) !== 'no';
        const { status, body } = await send(role);
        // A HEAD has no body that tells a role from a complaint that is not one's own.
        const ownOnly = operation !== null && may(role, operation) === 'own';
        const refusedByRole = status === 403 && (method === 'HEAD' ? !ownOnly : body['code'] === 'role.not-allowed');
        if (refusedByRole === allowed || status === 401) wrong.push(`${route} as ${role}: ${status}`);
      }
      const { status } = await send(null);
      if ((status === 401) !== (open !== 'to-all')) wrong.push(`${route} without a key: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is asked before the body is read, and authorisation before it is validated', async () => {
    const answers = [
      await test.post(null, '/complaints', '{"not json'),
      await test.post('auditor', '/complaints', { wrong: 1 }),
      await test.post('agent', '/complaints', { wrong: 1 }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 422]);
  });
});

describe('a key', () => {
  it.each([
    ['none', {}, 'key.missing', 'Bearer realm="redress"'],
    ['another scheme', { authorization: 'Basic YTpi' }, 'key.missing', 'Bearer realm="redress"'],
    ['an empty one', { authorization: 'Bearer ' }, 'key.missing', 'Bearer realm="redress"'],
    ['one of two words', { authorization: 'Bearer a b' }, 'key.missing', 'Bearer realm="redress"'],
    ['an unknown one', { authorization: `Bearer ${'A'.repeat(43)}` }, 'key.unknown', 'Bearer realm="redress", error="invalid_token"'],
    ['a JWT', { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }, 'key.unknown', 'Bearer realm="redress", error="invalid_token"'],
  ])('that is %s is refused with 401 and says what is expected', async (_name, headers, code, challenge) => {
    const answer = await test.post(null, '/complaints', {}, headers);
    expect([answer.status, answer.body['code'], answer.headers['www-authenticate']]).toEqual([401, code, challenge]);
  });

  it('ends when it is revoked, at the next request', async () => {
    const { key, prefix } = await test.engine.apiKeys.create({ id: test.staff.agent, role: 'agent' }, test.now);
    const send = () => test.post(null, '/complaints', {}, { authorization: `Bearer ${key}` });
    const before = (await send()).status;
    await test.engine.apiKeys.revoke(prefix, test.now);
    expect([before, (await send()).status]).toEqual([422, 401]);
  });

  it('is written with any case of Bearer', async () =>
    expect((await test.post(null, '/complaints', {}, { authorization: `bearer ${test.keys.agent}` })).status).toBe(422));
});

describe('metrics', () => {
  it('are open to programs on this machine, and else for admins', async () => {
    const through = { 'x-forwarded-for': '192.0.2.1' };
    const answers = [
      await test.get(null, '/metrics'),
      await test.get(null, '/metrics', through),
      await test.get('agent', '/metrics', through),
      await test.get('admin', '/metrics', through),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 403, 200]);
  });
});

describe('a route that does not say who may use it', () => {
  it('keeps the API from starting', async () => {
    @Controller('forgotten')
    class ForgottenController {
      @Get()
      read(): string {
        return 'anything';
      }
      @Get('open')
      @Open()
      open(): string {
        return 'said';
      }
    }
    @Module({ controllers: [ForgottenController] })
    class ForgottenModule {}
    const routes = new KnownRoutes();
    const adapter = new FastifyAdapter({ skipMiddie: true });
    adapter.getInstance().addHook('onRoute', (route) => routes.add(route));
    const app = await NestFactory.create<NestFastifyApplication>(ForgottenModule, adapter, { logger: false });
    await app.init();
    expect(() => routes.refuseWithoutAccess()).toThrow('These routes carry neither @Allows nor @Open: GET /forgotten, HEAD /forgotten.');
    await app.close();
  });
});
