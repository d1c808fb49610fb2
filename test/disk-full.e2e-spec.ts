import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { type Send, sendBy } from './driving/desk';
import { Client } from './driving/http';
import { Load } from './driving/load';
import { makeRegister } from './driving/people';
import { type Serving, Workplace } from './driving/redress';

/** A small file system that only root can make: `npm run torture -- disk-full` does, and names it. Nothing of this runs otherwise. */
const disk = process.env['FULL_DISK']!;
const data = `${disk}/register`;

describe('a server whose disk fills up under load', () => {
  const workplace = new Workplace();
  let serving: Serving;
  let client: Client;
  let load: Load;
  let key: string;
  /** What commands were refused with: status and code. */
  const refused = new Set<string>();
  beforeAll(async () => {
    const people = await makeRegister(data);
    key = people.agent.key;
    load = new Load(data, people, 'full');
    serving = workplace.serve(data, { REDRESS_LOG_LEVEL: 'fatal' });
    client = new Client((await serving.listening()).url);
  });
  afterAll(async () => {
    client.close();
    await workplace.remove();
  });

  /** What was refused for want of space is not answered: it is asked again later. */
  const send: Send = async (order) => {
    const answer = await sendBy(client)(order);
    if (answer.status < 500) return answer;
    refused.add(`${answer.status} ${answer.body.code}`);
    throw new Error(answer.body.code);
  };
  const ready = async (): Promise<number> => (await client.get(undefined, '/health/ready')).status;

  it('refuses with 507 what it cannot store, and with nothing else', async () => {
    await load.work(send);
    for (let again = 0; again < 20; again += 1) await load.work(send);
    const statuses = new Set([...refused].map((each) => each.split(' ')[0]));
    expect([load.acknowledged > 0, [...statuses]]).toEqual([true, ['507']]);
  });
  it('is not ready, but alive, and answers what it is asked', async () => {
    const { number } = load.desks.flatMap(({ complaints, acknowledged }) => (acknowledged.length > 3 ? complaints : []))[0]!;
    const paths = [`/complaints/${number}`, `/complaints/${number}/history`, '/complaints?limit=5'];
    const answers = await Promise.all(paths.map((path) => client.get(key, path)));
    const alive = (await client.get(undefined, '/health/live')).status;
    expect([await ready(), alive, answers.map(({ status }) => status)]).toEqual([503, 200, paths.map(() => 200)]);
  });
  it('has lost nothing that it acknowledged, and holds no trace of what it refused', async () => expect(await load.wrong()).toEqual([]));
  it('goes on when there is space again, and nobody starts it anew', async () => {
    execFileSync('mount', ['-o', 'remount,size=64m', disk]);
    while ((await ready()) !== 200) await wait(50);
    refused.clear();
    await load.finish(send);
    expect([await load.answeredOtherwise(send), await load.wrong(), [...refused]]).toEqual([[], [], []]);
    expect((await serving.stop()).code).toBe(0);
  });
  it('leaves a register that is verified, and whose read models equal what is rebuilt', async () => {
    const [verified, rebuilt] = [
      await workplace.run(data, ['verify', '--json']),
      await workplace.run(data, ['projections', 'rebuild', '--quiet']),
    ];
    expect([verified.code, rebuilt.code, rebuilt.stderr]).toEqual([0, 0, '']);
  });
});
