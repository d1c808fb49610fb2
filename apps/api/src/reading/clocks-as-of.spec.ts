import { type DerivedClock, type Measure, type Policy, preset, publishedCalendar } from '@redress/deadlines';
import { plusHours, type Role } from '@redress/kernel';
import { examples } from '../openapi/examples';
import { type ProblemBody, TestApi } from '../test-api.spec-support';

interface Clocks {
  readonly asOf: string;
  readonly revision: number;
  readonly because: string | null;
  readonly clocks: readonly DerivedClock[];
}
interface Line {
  readonly number: string;
  readonly due: string | null;
  readonly dueClock: string | null;
  readonly remaining: Measure | null;
  readonly timeZone: string | null;
}
type Owed = Omit<Line, 'number'>;
/** What was answered after a step, and where the log stood. */
interface Seen {
  readonly path: string;
  readonly clocks: Clocks;
  readonly owed: Owed | null;
  readonly position: string;
}

const london = publishedCalendar('england-and-wales').calendar;
const base = preset('iso10002-default').text;
const [acknowledge, update, final, ...later] = base.clocks;
const routers: Policy = {
  ...base,
  title: 'Routers',
  applies: { products: ['router'] },
  calendar: 'england-and-wales',
  clocks: [
    { ...acknowledge!, limit: { amount: 4, unit: 'working-hours' } },
    update!,
    {
      ...final!,
      limit: { amount: 20, unit: 'business-days' },
      extension: { by: { amount: 10, unit: 'business-days' }, times: 1, reasons: ['expert'], notice: ['reason'] },
    },
    ...later,
  ],
  pauses: [{ reason: 'documents', once: false, notice: [] }],
};
const modems: Policy = { ...routers, title: 'Modems', applies: { products: ['modem'] }, clocks: [acknowledge!, update!, final!, ...later] };

/** Hours since the step before, who does what; `wait` is time that passes and nothing else. */
type Step = readonly [hours: number, by: Role, path: string, body?: object];
const waits = (hours: number): Step => [hours, 'auditor', 'wait'];

describe('the clocks of a long story', () => {
  let test: TestApi, number: string;
  const seen: Seen[] = [];
  const line = async (): Promise<Owed | null> => {
    const { items } = (await test.get<{ items: readonly Line[] }>('auditor', '/queues/all')).body;
    const found = items.find((each) => each.number === number);
    return found ? owedIn(found) : null;
  };
  const owedIn = ({ due, dueClock, remaining, timeZone }: Owed): Owed => ({ due, dueClock, remaining, timeZone });
  const clocks = async (query = ''): Promise<Clocks> => (await test.get<Clocks>('auditor', `/complaints/${number}/clocks${query}`)).body;
  const adopt = async (path: string, body: object): Promise<number> => (await test.post('quality-manager', path, body)).status;

  const toldNow = (body: object): object => ({ ...body, told: { channel: 'phone', at: test.now } });

  const steps = (): readonly Step[] => {
    const receipt = examples.AcknowledgeComplaint.receipt.replace('370 691 682 022', number);
    const text = examples.FollowUpComplaint.text.replace('370 691 682 022', number).replace('A new router', 'The repaired router');
    const resolve = { ...examples.ResolveComplaint, remedy: 'The repaired router' };
    return [
      waits(2),
      waits(70),
      [1, 'agent', 'acknowledge', { ...examples.AcknowledgeComplaint, receipt }],
      [1, 'agent', 'assess', examples.AssessComplaint],
      [1, 'agent', 'assign', { handler: test.staff.agent }],
      [50, 'agent', 'send-progress-update', examples.SendProgressUpdate],
      [20, 'supervisor', 'pause-clock', { reason: 'documents' }],
      waits(60),
      [3, 'supervisor', 'resume-clock', {}],
      [1, 'quality-manager', '/policies/routers', { ...base, title: 'Routers, anew', applies: routers.applies }],
      [1, 'quality-manager', '/policies/closer', { ...routers, applies: { products: ['router'], kinds: ['complaint'] } }],
      [1, 'quality-manager', '/calendars/england-and-wales', { ...london, holidays: [{ day: '2026-05-20', name: 'A strike' }] }],
      waits(24),
      [
        2,
        'supervisor',
        'extend-deadline',
        { clock: 'final', by: { amount: 5, unit: 'business-days' }, reason: 'expert', channel: 'email', text: 'The expert is away.' },
      ],
      [30, 'agent', 'classify', { product: 'modem', reason: 'It is a modem.' }],
      waits(30),
      [1, 'supervisor', 'correct', { revision: 0, path: 'receivedAt', value: '2026-04-30T15:00:00.000Z', reason: 'It lay in the post.' }],
      waits(20 * 24),
      [1, 'agent', 'investigate', examples.InvestigateComplaint],
      [1, 'agent', 'propose-remedy', { kind: 'repair', description: 'It is repaired.' }],
      [1, 'agent', 'propose-remedy', { kind: 'apology', description: 'We say sorry.' }],
      [1, 'agent', 'accept-remedy', { remedy: 2 }],
      [1, 'agent', 'accept-remedy', { remedy: 1 }],
      [1, 'agent', 'communicate-decision', examples.CommunicateDecision],
      [1, 'agent', 'resolve', resolve],
      waits(48),
      [1, 'agent', 'implement-remedy', { remedy: 2, description: 'Said.' }],
      [1, 'agent', 'implement-remedy', { remedy: 1, description: 'Done.' }],
      [30, 'agent', 'follow-up', { ...examples.FollowUpComplaint, text }],
      [48, 'agent', 'reopen', examples.ReopenComplaint],
      waits(20 * 24),
      [1, 'agent', 'communicate-decision', examples.CommunicateDecision],
      [1, 'agent', 'resolve', resolve],
      [300, 'agent', 'follow-up', { ...examples.FollowUpComplaint, text }],
      [1, 'supervisor', 'approve-closing', {}],
      [1, 'agent', 'close', { reason: 'settled', remedyWaived: 'It was repaired once.' }],
      waits(1),
    ];
  };

  beforeAll(async () => {
    test = await TestApi.start();
    expect(await adopt('/calendars/england-and-wales', london)).toBe(201);
    expect([await adopt('/policies/routers', routers), await adopt('/policies/modems', modems)]).toEqual([201, 201]);
    const { receivedAt: _now, ...received } = examples.ReceiveComplaint;
    number = await test.received(received);
    for (const [hours, by, path, body] of [waits(0), ...steps()]) {
      test.now = plusHours(test.now, hours);
      if (path !== 'wait') {
        const url = path.startsWith('/') ? path : `/complaints/${number}/${path}`;
        const { status, body: answer } = await test.post<ProblemBody>(by, url, path === 'close' ? toldNow(body!) : body!);
        expect([path, status, answer.errors]).toEqual([path, path.startsWith('/') ? 201 : 200, undefined]);
      }
      await test.engine.projectors.catchUp();
      const position = (await test.store.head())!;
      seen.push({ path, clocks: await clocks(), owed: await line(), position });
    }
  });
  afterAll(() => test.stop());

  it('are told as of every step as they were told then', async () => {
    for (const { path, clocks: then } of seen) expect([path, await clocks(`?asOf=${then.asOf}`)]).toEqual([path, then]);
  });
  it('are told as of every position as they were told when it was reached', async () => {
    const commands = seen.filter(({ path }) => path !== 'wait' && !path.startsWith('/'));
    for (const { path, clocks: then, position } of commands) expect([path, await clocks(`?asOf=${position}`)]).toEqual([path, then]);
  });
  it('are what the queue said of the one that is owed next, and how much was left of it', async () => {
    for (const { path, clocks: then, owed } of seen) {
      if (owed === null) continue;
      const { clocks: all } = await clocks(`?asOf=${then.asOf}`);
      const [next] = all
        .filter(({ remaining, verdict }) => remaining !== null && verdict !== 'paused')
        .sort((a, b) => (a.due < b.due ? -1 : 1));
      const { due, id: dueClock, remaining, timeZone } = next ?? { due: null, id: null, remaining: null, timeZone: null };
      expect([path, then.asOf, owed]).toEqual([path, then.asOf, { due, dueClock, remaining, timeZone }]);
    }
  });
  it('came through every verdict, under two policies, each chosen for its reason, and every clock was owed once', () => {
    const verdicts = new Set(seen.flatMap(({ clocks: then }) => then.clocks.map(({ verdict }) => verdict)));
    const policies = new Set(seen.flatMap(({ clocks: then }) => then.clocks.map(({ policy }) => policy.id)));
    const owed = new Set(seen.flatMap((step) => step.owed?.dueClock ?? []));
    expect([
      [...verdicts].sort(),
      [...policies].sort(),
      new Set(seen.map(({ clocks: { because } }) => because)).size,
      [...owed].sort(),
    ]).toEqual([
      ['cancelled', 'met', 'missed', 'overdue', 'paused', 'running'],
      ['modems', 'routers'],
      2,
      ['acknowledge', 'final', 'follow-up', 'redress', 'update'],
    ]);
  });
});
