import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { verifyLog } from '@redress/event-store';
import { randoms } from './driving/randoms';
import { type Ended, type Serving, Workplace } from './driving/redress';
import { embedded } from './driving/stores';

/** `LOADGEN_KILLS=100 npx jest test/loadgen` tortures longer. */
const kills = Number(process.env['LOADGEN_KILLS'] ?? 5);

const workplace = new Workplace();
afterAll(() => workplace.remove());

type Report = Record<'complaints' | 'alreadyThere' | 'events' | 'commands' | 'acknowledged' | 'refused', number>;
const reportOf = ({ code, stdout, stderr }: Ended): Report => {
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Report;
};
const said = ({ code, stdout, stderr }: Ended): readonly unknown[] => [code, stdout, stderr.split('\n')[0]];

/** How many complaints and events stand in a register whose chains hold. */
const standing = async (data: string): Promise<readonly number[]> => {
  const log = await embedded.openLog(data);
  try {
    const { problems, heads, events } = await verifyLog(log, { gapless: true });
    expect(problems).toEqual([]);
    return [heads.filter(({ stream }) => stream.startsWith('complaint-')).length, events];
  } finally {
    await log.close();
  }
};

describe('load into the stores', () => {
  const load = (data: string): Promise<Ended> =>
    workplace.run(data, ['loadgen', '--complaints', '1500', '--seed', 'e2e', '--json', '--quiet']);

  const test = async (): Promise<void> => {
    const [whole, killed] = [workplace.path('whole'), workplace.path('killed')];
    const once = reportOf(await load(whole));
    const random = randoms(1);
    for (let kill = 0; kill < kills; kill += 1) {
      const running = workplace.start(killed, ['loadgen', '--complaints', '1500', '--seed', 'e2e', '--quiet']);
      await Promise.race([wait(600 + random() * 1_500), running.ended]);
      running.signal('SIGKILL');
      await running.ended;
    }
    const last = reportOf(await load(killed));
    expect([once.refused, last.refused, last.complaints, await standing(killed)]).toEqual([0, 0, 1500, await standing(whole)]);
    const again = reportOf(await load(killed));
    expect([again.alreadyThere, again.events]).toEqual([1500, 0]);
  };
  it(`that is killed ${kills} times ends, when it is run again, as one without a kill`, test, 120_000 + kills * 5_000);
});

describe('load on an API', () => {
  const data = workplace.path('served');
  const keys = workplace.path('keys.json');
  let serving: Serving;
  let url = '';
  beforeAll(async () => {
    // Its complaints lie in the past; what time has brought them since is counted by nobody here.
    serving = workplace.serve(data, { REDRESS_LOG_LEVEL: 'error', REDRESS_ACT_ON_TIME: 'off' });
    const listening = await serving.listening();
    ({ url } = listening);
    writeFileSync(keys, JSON.stringify(listening));
  });
  afterAll(() => serving.stop());
  const load = (...args: readonly string[]): Promise<Ended> =>
    workplace.run(workplace.path('nothing-here'), ['loadgen', '--json', '--quiet', '--into', url, '--keys', keys, ...args]);

  it('is acknowledged command by command, and the same again adds nothing', async () => {
    const first = reportOf(await load('--complaints', '30'));
    const after = await standing(data);
    const second = reportOf(await load('--complaints', '30', '--connections', '3'));
    expect([first.refused, first.acknowledged === first.commands, after[0], second.acknowledged, await standing(data)]).toEqual([
      0,
      true,
      30,
      first.acknowledged,
      after,
    ]);
  }, 60_000);
  it('stops with a sentence where its keys are not known', async () => {
    const wrong = workplace.path('wrong.json');
    const key = Buffer.alloc(32).toString('base64url');
    writeFileSync(wrong, JSON.stringify(['agent', 'supervisor'].map((role) => ({ role, staffId: role, key }))));
    expect(said(await load('--keys', wrong))).toEqual([
      1,
      '',
      'The API takes none of these keys; give those that `redress serve --json` or `redress api-keys add` showed.',
    ]);
  });
  it('stops with a sentence where nothing answers', async () => {
    const args = ['loadgen', '--into', 'http://127.0.0.1:9', '--keys', keys, '--complaints', '1'];
    expect(said(await workplace.run(workplace.path('nothing-here'), args))).toEqual([
      1,
      '',
      'Nothing answers at http://127.0.0.1:9; see that redress serve runs there, and run this again: it goes on from there.',
    ]);
  });
  it.each([
    [['--into', 'http://redress.example.org', '--keys', 'keys'], /^This API is on another machine\./],
    [['--into', 'elsewhere'], /^--into takes stores, or the URL of an API/],
    [['--into', 'http://127.0.0.1:9'], /^Name with --keys a file that holds what `redress serve --json` prints/],
    [['--into', 'http://127.0.0.1:9', '--keys', 'no-such-file'], /^no-such-file cannot be read;/],
    [['--seed', 'a b'], /^error: option '--seed <text>' argument 'a b' is invalid\./],
    [['--complaints', '1000001'], /^error: option '--complaints <n>' argument '1000001' is invalid\./],
  ])('is not begun with %j', async (args, sentence) => {
    const { code, stdout, stderr } = await workplace.run(workplace.path('nothing-here'), ['loadgen', ...args]);
    expect([code, stdout, sentence.test(stderr)]).toEqual([2, '', true]);
  });
});
