import { join } from 'node:path';
import { complaintCodec, complaintDecider, complaintStream, momentsAfter } from '@redress/complaints';
import { clocksAt, derivedClocksAt, type Moment, preset, publishedCalendar, sentencesOf } from '@redress/deadlines';
import { metadataOf, type RecordedEvent } from '@redress/event-store';
import type { Engine } from '@redress/platform';
import { developmentStaff } from '@redress/platform';
import { caseload } from './commanding';
import { compared, inFolder, type Row } from './measuring';
import { openIn } from './register';

const complaints = 500;
const rounds = 40;

/** Complaints under a policy of three clocks, one of which begins anew with every update. */
export const caseloadUnderPolicy = async (engine: Engine, count: number): Promise<readonly string[]> => {
  const actor = { id: 'bench', role: 'admin' } as const;
  const asking = { actor, now: engine.clock.now() };
  await engine.adoptions.adopt('calendar', 'ireland', publishedCalendar('ireland').calendar, asking);
  await engine.adoptions.adopt('policy', 'ie-cpc-2025', preset('ie-cpc-2025').text, asking);
  return caseload(engine, count, { region: 'IE', segment: 'financial-services' });
};

/** Their streams, of nine events. */
const streamsOf = async (engine: Engine): Promise<readonly (readonly RecordedEvent[])[]> => {
  const numbers = await caseloadUnderPolicy(engine, complaints);
  const supervisor = (await developmentStaff(engine)).get('supervisor')!;
  const streams: (readonly RecordedEvent[])[] = [];
  for (const number of numbers) {
    const at = engine.clock.now();
    await engine.complaints.handle(
      number,
      { type: 'SendProgressUpdate', at, channel: 'email', letter: { text: 'We are at it.', salt: '00', hash: '0'.repeat(64) } },
      {},
      { actor: supervisor, now: at },
    );
    const events: RecordedEvent[] = [];
    for await (const batch of engine.events.read(complaintStream(number))) events.push(...batch);
    streams.push(events);
  }
  return streams;
};

const momentsOf = (events: readonly RecordedEvent[]): readonly Moment[] =>
  events.reduce<readonly Moment[]>((before, recorded) => {
    const told = { revision: recorded.revision, recordedAt: metadataOf(recorded).recordedAt };
    return momentsAfter(before, complaintCodec.decode(recorded), told);
  }, []);

/** What the clocks of a complaint cost beside folding its stream. */
export const derivingRows = (): Promise<readonly Row[]> =>
  inFolder(async (folder) => {
    const engine = await openIn(join(folder, 'data'));
    const streams = await streamsOf(engine);
    const { versions } = engine;
    const now = engine.clock.now();
    const ofAll = (work: (events: readonly RecordedEvent[]) => unknown) => async (): Promise<number> => {
      for (let round = 0; round < rounds; round += 1) streams.forEach(work);
      return rounds * streams.length;
    };
    const fold = (events: readonly RecordedEvent[]): unknown =>
      events.reduce((state, recorded) => complaintDecider.evolve(state, complaintCodec.decode(recorded)), complaintDecider.initial);
    const common = { unit: 'complaints', reference: 'fold of the same stream', against: ofAll(fold), note: 'nine events, three clocks' };
    const rows = [
      await compared({
        ...common,
        operation: 'clocks of a complaint, from its stored events',
        goal: 0.5,
        candidate: ofAll((events) => clocksAt(momentsOf(events), versions, now)),
      }),
      await compared({
        ...common,
        operation: 'the same with derivation and sentences',
        goal: 1 / 6,
        candidate: ofAll((events) => derivedClocksAt(momentsOf(events), versions, now).flatMap(sentencesOf)),
      }),
    ];
    await engine.close();
    return rows;
  });
