import { InMemoryKeyStore } from '@redress/sealing';
import { InMemoryEventStore } from '@redress/testing';
import { Adoptions, beginFirstDay, derivedClocksAt, type Moment, preset, publishedCalendar, sentencesOf } from '.';

const receivedAt = '2026-04-01T14:30:00.000Z';
const now = '2026-04-08T08:00:00.000Z';
const asking = { actor: { id: 'staff-kamran', role: 'quality-manager' }, now } as const;

describe('a clock that is told', () => {
  it('reads from its start to now, with every day that did not count and what says so', async () => {
    const store = new InMemoryEventStore();
    const versions = await beginFirstDay(store, 'Europe/Dublin', { id: 'local', role: 'system' }, now);
    const adoptions = new Adoptions(store, new InMemoryKeyStore(), versions);
    await adoptions.adopt('calendar', 'ireland', publishedCalendar('ireland').calendar, asking);
    await adoptions.adopt('policy', 'ie-cpc-2025', preset('ie-cpc-2025').text, asking);
    const about = {
      jurisdiction: 'IE',
      sector: 'financial-services',
      product: null,
      category: null,
      channel: null,
      severity: null,
      kind: 'complaint',
    };
    const { policy, calendar } = versions.choice(about, receivedAt);
    const moments: readonly Moment[] = [
      { what: 'pinned', revision: 0, policy, calendar, recordedAt: receivedAt },
      { what: 'about', revision: 0, about },
      { what: 'received', revision: 0, at: receivedAt },
    ];
    const [acknowledge] = derivedClocksAt(moments, versions, now);
    // #region told
    // Thursday and Friday, then Tuesday, Wednesday and Thursday.
    expect(sentencesOf(acknowledge!)).toEqual([
      'acknowledge, due 2026-04-09 23:59 Europe/Dublin: Acknowledge the complaint in writing',
      '  runs: 3 business days of 5 business days used, 2 business days left',
      '  policy ie-cpc-2025 version 1, from received at 2026-04-01 15:30',
      '  2026-04-01 15:30 to 2026-04-02 00:00  not counted: the day it began, calendar ireland version 1',
      '  2026-04-02 00:00 to 2026-04-04 00:00  2 days counted',
      '  2026-04-04 00:00 to 2026-04-05 00:00  not counted: saturday, calendar ireland version 1',
      '  2026-04-05 00:00 to 2026-04-06 00:00  not counted: sunday, calendar ireland version 1',
      '  2026-04-06 00:00 to 2026-04-07 00:00  not counted: Easter Monday, calendar ireland version 1',
      '  2026-04-07 00:00 to 2026-04-08 09:00  1 day counted',
    ]);
    // #endregion
  });
});
