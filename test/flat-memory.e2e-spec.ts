import { imported, openIn, registerOf } from '../bench/register';
import { type Running, Workplace } from './driving/redress';

/** `FLAT_MEMORY_EVENTS=100000 npm run torture -- flat-memory` is a small one. */
const least = Number(process.env['FLAT_MEMORY_EVENTS']);

/** What a complaint of the sample register comes to at least, on average. */
const eventsOfComplaint = 6.9;
const looks = 10;
const mostResident = 400 * 1024 * 1024;
/** Between two looks a reader is at different points of its batches. */
const mostApart = 40 * 1024 * 1024;

/** What test/processes/catch-up.js says, in bytes. */
interface CaughtUp {
  readonly resident: number;
  readonly inUse: readonly number[];
  readonly counted: number;
}

describe(`catching up with ${least} events, all read models together`, () => {
  const workplace = new Workplace();
  const data = workplace.path('large');
  let complaints: number;
  let events: number;
  beforeAll(async () => {
    complaints = Math.ceil(least / eventsOfComplaint);
    const engine = await openIn(data);
    events = await imported(engine, await registerOf(workplace.folder, complaints));
    await engine.close();
  }, 1_200_000);
  afterAll(() => workplace.remove());

  const caughtUp = async (environment: Readonly<Record<string, string>>): Promise<CaughtUp> => {
    const { code, stdout, stderr } = await workplace.startScript(data, 'catch-up.js', environment, {
      node: ['--expose-gc'],
      args: [String(Math.floor(events / looks))],
    }).ended;
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as CaughtUp;
  };
  const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0);
  const isFlat = ({ resident, inUse, counted }: CaughtUp): void => {
    process.stdout.write(`Resident at most ${megabytes(resident)} MB; in use on the way ${inUse.map(megabytes).join(', ')} MB.\n`);
    expect([counted, inUse.length, resident < mostResident, Math.max(...inUse) - inUse[0]! < mostApart]).toEqual([
      complaints,
      looks,
      true,
      true,
    ]);
  };

  it('takes no more memory at the end than at the beginning, on the embedded stores', async () => isFlat(await caughtUp({})), 3_600_000);

  it('takes no more memory at the end than at the beginning, on EventStoreDB and MongoDB', async () => {
    const doubles: Running = workplace.startScript(
      data,
      'register-on-doubles.js',
      {},
      { node: ['--max-old-space-size=16000'], args: [data] },
    );
    const { eventStore, documentStore } = JSON.parse((await doubles.firstLine())!) as Record<'eventStore' | 'documentStore', string>;
    // One that sums up a million counters hears nothing else meanwhile.
    const patient = '&connectTimeoutMS=600000&heartbeatFrequencyMS=600000';
    isFlat(await caughtUp({ REDRESS_EVENT_STORE: eventStore, REDRESS_DOCUMENT_STORE: `${documentStore}${patient}` }));
    doubles.write('');
    expect((await doubles.ended).code).toBe(0);
  }, 3_600_000);
});
