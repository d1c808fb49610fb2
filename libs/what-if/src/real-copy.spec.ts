import { join } from 'node:path';
import {
  beginFirstDay,
  type PresetId,
  preset,
  publishedCalendar,
  type PublishedCalendarId,
  triedCalendar,
  triedPolicy,
} from '@redress/deadlines';
import { importCfpb } from '@redress/registers';
import { InMemoryKeyStore } from '@redress/sealing';
import { InMemoryEventStore } from '@redress/testing';
import { type ChangedClock, Trial, type WhatIf, whatIf } from '.';

const sample = join(__dirname, '..', '..', '..', 'data-samples', 'cfpb', 'sklearn-2016-2020-268.csv');
const actor = { id: 'local', role: 'system' } as const;
const asOf = '2026-06-30T12:00:00.000Z';

const trialOf = (id: PresetId): Trial => {
  const { text } = preset(id);
  const calendar = triedCalendar({ id: text.calendar!, value: publishedCalendar(text.calendar as PublishedCalendarId).calendar });
  return new Trial(triedPolicy({ id, value: text }, new Map([[text.calendar!, calendar.value]])), calendar);
};

describe('what-if of a real register, of which nobody published when it was answered', () => {
  const events = new InMemoryEventStore();
  let sources: { readonly events: InMemoryEventStore; readonly versions: Awaited<ReturnType<typeof beginFirstDay>> };
  beforeAll(async () => {
    sources = { events, versions: await beginFirstDay(events, 'UTC', actor, asOf) };
    await importCfpb(sample, { events, keys: new InMemoryKeyStore(), actor, now: () => asOf });
  });
  const changed: ChangedClock[] = [];
  const ask = (id: PresetId): Promise<WhatIf> => whatIf(sources, trialOf(id), { from: null, to: null, asOf }, (each) => changed.push(each));
  /** Answered, and the register says that it was in time; one in progress may be in time so far. */
  const timely = async (): Promise<readonly string[]> => {
    const [answered, inTime] = [new Set<string>(), new Set<string>()];
    for await (const batch of events.all(null)) {
      for (const { stream, type, data } of batch) {
        if (type === 'DecisionCommunicated') answered.add(stream);
        if (type === 'TimelinessReported' && (JSON.parse(data) as { met: boolean }).met) inTime.add(stream);
      }
    }
    return [...inTime]
      .filter((stream) => answered.has(stream))
      .map((stream) => stream.replace('complaint-', ''))
      .sort();
  };

  it('holds met under the rule of the register itself exactly the answers that the register calls timely', async () => {
    await ask('us-cfpb');
    const met = changed.filter(({ round, after }) => round === 1 && after === 'met').map(({ number }) => number);
    expect([met.length > 100, [...met].sort()]).toEqual([true, await timely()]);
  });

  it.each([
    ['us-cfpb', ['final: running 1, overdue 3, met 262, unknown 3', 'of the met by bounds 262']],
    ['uk-fca-disp', ['final: running 1, overdue 3, met 262, unknown 3', 'of the met by bounds 262']],
    [
      'au-asic-rg271',
      [
        'acknowledge: met 231, missed 37',
        'of the met by bounds 0',
        'final: running 1, overdue 3, met 257, unknown 8',
        'of the met by bounds 257',
      ],
    ],
  ] as const)('answers %s with these counts', async (id, counts) => {
    const { clocks } = await ask(id);
    expect(
      clocks.flatMap(({ clock, verdicts, after }) => [
        `${clock}: ${verdicts.map(({ after: then, count }) => `${then} ${count}`).join(', ')}`,
        `of the met by bounds ${after.metByBounds}`,
      ]),
    ).toEqual(counts);
  });
});
