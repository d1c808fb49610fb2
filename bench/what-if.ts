import { join } from 'node:path';
import { complaintCategory, complaintCodec, complaintDecider } from '@redress/complaints';
import { preset, publishedCalendar, triedCalendar, triedPolicy } from '@redress/deadlines';
import type { Engine } from '@redress/platform';
import { Trial, whatIf } from '@redress/what-if';
import { compared, inFolder, type Row } from './measuring';
import { imported, openIn, registerOf } from './register';

const complaints = 62_516;

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
  const calendar = triedCalendar({ id: 'us-federal', value: publishedCalendar('us-federal').calendar });
  const policy = triedPolicy({ id: 'us-cfpb', value: preset('us-cfpb').text }, new Map([['us-federal', calendar.value]]));
  return new Trial(policy, calendar);
};

/** What a register under another policy costs beside reading it. */
export const whatIfRows = (): Promise<readonly Row[]> =>
  inFolder(async (folder) => {
    const engine = await openIn(join(folder, 'data'));
    const events = await imported(engine, await registerOf(folder, complaints));
    const trial = trialOf();
    const candidate = async (): Promise<number> => {
      await whatIf(engine, trial, { from: null, to: null, asOf: engine.clock.now() }, () => undefined);
      return events;
    };
    const row = await compared({
      operation: 'what-if of a register under another policy',
      unit: 'events',
      reference: 'scan and fold of the same events',
      goal: 0.5,
      candidate,
      against: () => scanAndFold(engine),
      note: `${complaints} complaints of a register, us-cfpb`,
    });
    await engine.close();
    return [row];
  });
