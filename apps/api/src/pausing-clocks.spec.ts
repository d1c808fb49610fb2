import {
  type Calendar,
  calendarOfFirst,
  type DerivedClock,
  firstCalendar,
  firstPolicy,
  type Policy,
  policyOfFirst,
  weekOf,
} from '@redress/deadlines';
import { type ProblemBody, TestApi } from './test-api.spec-support';

const first = policyOfFirst(firstPolicy.policy);
const { id: calendarId, calendar } = firstCalendar('UTC');
const notice = ['reason', 'date'] as const;
/** Forty working hours for the answer, which may stand still for documents, be lengthened once by a day, and be held by a letter. */
const policy: Policy = {
  ...first,
  calendar: calendarId,
  clocks: [
    first.clocks[0]!,
    {
      ...first.clocks[1]!,
      limit: { amount: 40, unit: 'working-hours' },
      stops: ['resolved', 'holding-letter'],
      extension: { by: { amount: 8, unit: 'working-hours' }, times: 1, reasons: ['expert'], notice },
    },
  ],
  pauses: [
    { reason: 'documents', once: false, notice: [] },
    { reason: 'illness', once: true, notice: ['reason'] },
  ],
};
const office: Calendar = { ...calendarOfFirst(calendar), week: weekOf([{ from: '09:00', to: '17:00' }], ['saturday', 'sunday']) };

/** A second version, in force from now on. */
const adopt = async (test: TestApi, kind: 'policies' | 'calendars', id: string, content: object): Promise<void> => {
  const { status, body } = await test.post('admin', `/${kind}/${id}`, content);
  expect([status, body['version']]).toEqual([201, 2]);
};

interface Case {
  readonly due: string | null;
  readonly dueClock: string | null;
  readonly clocks: readonly DerivedClock[];
}

describe('the clocks of a complaint', () => {
  let test: TestApi, number: string;
  const post = async (path: string, body: object = {}): Promise<readonly [number, ...string[]]> => {
    const { status, body: answer } = await test.post<ProblemBody>('supervisor', `/complaints/${number}/${path}`, body);
    await test.engine.projectors.catchUp();
    return status === 200 ? [status] : [status, ...answer.errors.map(({ code }) => code)];
  };
  const final = async () => {
    const { body } = await test.get<{ clocks: readonly DerivedClock[] }>('auditor', `/complaints/${number}/clocks`);
    const { verdict, due, paused } = body.clocks.find(({ id }) => id === 'final')!;
    return [verdict, due, paused.amount];
  };
  const owed = async () => {
    const { body } = await test.get<{ items: readonly { due: string | null }[] }>('agent', '/queues/all');
    return body.items.map(({ due }) => due);
  };

  // Friday noon; the answer is due a week later at noon.
  beforeEach(async () => {
    test = await TestApi.start();
    await adopt(test, 'calendars', calendarId, office);
    await adopt(test, 'policies', firstPolicy.id, policy);
    await test.engine.versions.read(test.store);
    number = await test.received();
    const receipt = `Complaint ${number}, received on 2026-05-01: Router`;
    expect(await post('acknowledge', { channel: 'email', receipt })).toEqual([200]);
  });
  afterEach(() => test.stop());

  it('stand still from the pause on, and are due later by exactly the working time that was paused', async () => {
    expect([await final(), await owed()]).toEqual([['running', '2026-05-08T12:00:00.000Z', 0], ['2026-05-08T12:00:00.000Z']]);
    test.now = '2026-05-04T11:00:00.000Z';
    expect(await post('pause-clock', { reason: 'documents', explanation: 'The label is missing' })).toEqual([200]);
    test.now = '2026-05-05T15:00:00.000Z';
    expect([await final(), await owed()]).toEqual([['paused', '2026-05-11T16:00:00.000Z', 12 * 60], [null]]);
    const { body } = await test.get<Case>('agent', `/complaints/${number}`);
    expect([body.due, body.dueClock, body.clocks.map(({ verdict }) => verdict)]).toEqual([null, null, ['met', 'paused']]);
    expect(await post('resume-clock')).toEqual([200]);
    expect([await final(), await owed()]).toEqual([['running', '2026-05-11T16:00:00.000Z', 12 * 60], ['2026-05-11T16:00:00.000Z']]);
    expect(await test.eventsOf(number)).toEqual(['ComplaintReceived', 'ComplaintAcknowledged', 'ClockPaused', 'ClockResumed']);
  });
  it('are paused only as the policy allows', async () => {
    test.now = '2026-05-04T11:00:00.000Z';
    expect(await post('resume-clock')).toEqual([409, 'resume.not-paused']);
    expect(await post('pause-clock', { reason: 'holiday' })).toEqual([409, 'pause.reason-not-allowed']);
    expect(await post('pause-clock', { reason: 'documents', at: '2026-05-04T11:00:00.001Z' })).toEqual([409, 'time.in-future']);
    expect(await post('pause-clock', { reason: 'documents', at: '2026-05-01T11:59:59.999Z' })).toEqual([409, 'time.before-receipt']);
    expect(await post('pause-clock', { reason: 'documents', clocks: ['acknowledge'] })).toEqual([409, 'pause.nothing-runs']);
    expect(await post('pause-clock', { reason: 'documents', clocks: ['redress'] })).toEqual([
      409,
      'pause.clock-not-allowed',
      'pause.nothing-runs',
    ]);
    expect(await post('pause-clock', { reason: 'illness' })).toEqual([409, 'pause.notice-missing']);
    expect(await post('pause-clock', { reason: 'illness', channel: 'email', text: 'Our expert is ill.' })).toEqual([200]);
    expect(await post('pause-clock', { reason: 'documents' })).toEqual([409, 'pause.running-already']);
    expect(await post('resume-clock', { at: '2026-05-04T10:59:59.999Z' })).toEqual([409, 'resume.before-pause']);
    expect(await post('resume-clock')).toEqual([200]);
    expect(await post('pause-clock', { reason: 'documents', at: '2026-05-04T10:59:59.999Z' })).toEqual([409, 'pause.before-last']);
    expect(await post('pause-clock', { reason: 'illness', channel: 'email', text: 'Still ill.' })).toEqual([409, 'pause.once-only']);
    test.now = '2026-05-08T12:00:00.001Z';
    expect([await final(), await post('pause-clock', { reason: 'documents' })]).toEqual([
      ['overdue', '2026-05-08T12:00:00.000Z', 0],
      [409, 'pause.nothing-runs'],
    ]);
  });
  it('are extended within what the policy allows, to the date that was told', async () => {
    const text = 'The expert needs longer: you have our answer by 11 May 2026.';
    const asked = { clock: 'final', by: { amount: 8, unit: 'working-hours' }, reason: 'expert', channel: 'email', text };
    expect(await post('extend-deadline', { ...asked, by: { amount: 9, unit: 'working-hours' } })).toEqual([409, 'extension.beyond-cap']);
    expect(await post('extend-deadline', { ...asked, by: { amount: 1, unit: 'business-days' } })).toEqual([409, 'extension.wrong-unit']);
    expect(await post('extend-deadline', { ...asked, text: 'Soon.' })).toEqual([409, 'extension.notice-without-date']);
    expect(await post('extend-deadline', { ...asked, clock: 'acknowledge' })).toEqual([409, 'extension.not-allowed', 'extension.too-late']);
    expect(await post('extend-deadline', { ...asked, clock: 'redress' })).toEqual([409, 'extension.clock-unknown']);
    expect(await post('extend-deadline', asked)).toEqual([200]);
    expect([await final(), await owed()]).toEqual([['running', '2026-05-11T12:00:00.000Z', 0], ['2026-05-11T12:00:00.000Z']]);
    expect(await post('extend-deadline', { ...asked, by: { amount: 1, unit: 'working-hours' } })).toEqual([
      409,
      'extension.used-up',
      'extension.beyond-cap',
    ]);
  });
  it('are satisfied by a holding letter where the policy takes one, once', async () => {
    const letter = { channel: 'letter', text: 'We cannot answer yet. You may turn to the ombudsman.' };
    expect(await post('send-holding-letter', letter)).toEqual([200]);
    expect([await final(), await owed()]).toEqual([['met', '2026-05-08T12:00:00.000Z', 0], [null]]);
    expect(await post('send-holding-letter', letter)).toEqual([409, 'holding-letter.not-provided']);
  });
});
