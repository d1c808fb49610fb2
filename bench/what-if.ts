import { join } from 'node:path';
import { complaintCategory, complaintCodec, complaintDecider } from '@redress/complaints';
import { preset, publishedCalendar, triedCalendar, triedPolicy } from '@redress/deadlines';
import { type Engine, localSystem } from '@redress/platform';
import { loadStores } from '@redress/simulation';
import { Trial, whatIf } from '@redress/what-if';
import { compared, inFolder, type Row } from './measuring';
import { imported, openIn, registerOf } from './register';

/** Of the sample register, and invented ones that have a policy. */
const inRegister = 62_516;
const ofOurs = 5_000;

/** What any reader of whole complaints must at least do: read every event, decode it and fold it. */
const scanAndFold = async ({ events }: Engine): Promise<number> => {
  const states = new Map<string, typeof complaintDecider.initial>();
  let count = 0;
  for await (const batch of events.all(null)) {
    for (const recorded of batch) {
      const { stream } = recorded;
      if (!stream.startsWith(complaintCategory)) continue;
      states.set(stream, complaintDecider.evolve(states.get(stream) ?? complaintDecider.initial, complaintCodec.decode(recorded)));
      count += 1;
    }
  }
  return count;
};

const trialOf = (): Trial => {
  const calendar = triedCalendar({ id: 'england-and-wales', value: publishedCalendar('england-and-wales').calendar });
  const policy = triedPolicy({ id: 'uk-fca-disp', value: preset('uk-fca-disp').text }, new Map([['england-and-wales', calendar.value]]));
  return new Trial(policy, calendar);
};

const rowOf = (engine: Engine, operation: string, events: number, note: string): Promise<Row> => {
  const trial = trialOf();
  return compared({
    operation,
    unit: 'events',
    reference: 'scan and fold of the same events',
    goal: 0.5,
    candidate: async () => {
      await whatIf(engine, trial, { from: null, to: null, asOf: engine.clock.now() }, () => undefined);
      return events;
    },
    against: () => scanAndFold(engine),
    note,
  });
};

/** What a register under another policy costs beside reading it. */
export const whatIfRows = (): Promise<readonly Row[]> =>
  inFolder(async (folder) => {
    const register = await openIn(join(folder, 'register'));
    const events = await imported(register, await registerOf(folder, inRegister));
    const rows = [await rowOf(register, 'what-if of a register under another policy', events, `${inRegister} complaints, judged once`)];
    await register.close();
    const ours = await openIn(join(folder, 'ours'));
    const { clock, keys, versions } = ours;
    const loading = { events: ours.events, keys, versions, actor: localSystem, now: () => clock.now() };
    const invented = await loadStores({ ...loading, seed: 'bench', complaints: ofOurs });
    rows.push(await rowOf(ours, 'the same of complaints that have a policy', invented.events, `${ofOurs} complaints, judged twice`));
    await ours.close();
    return rows;
  });
