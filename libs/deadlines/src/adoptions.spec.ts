import type { EventStore } from '@redress/event-store';
import { type Role, roles, RuleViolation } from '@redress/kernel';
import { InMemoryKeyStore } from '@redress/sealing';
import { collect, InMemoryEventStore } from '@redress/testing';
import { roleTable } from '../../access/src/role-table';
import { Adoptions, type Policy, TextRefused, type Traits, type Versions } from '.';
import { publishedCalendar } from './calendars/published-calendars';
import { beginFirstDay } from './first-day';
import { preset } from './presets/presets';

const now = '2026-05-03T08:00:00.000Z';
const quality = { actor: { id: 'staff-kamran', role: 'quality-manager' }, now } as const;
const system = { id: 'local', role: 'system' } as const;

interface Process {
  readonly versions: Versions;
  readonly adoptions: Adoptions;
}
const keys = new InMemoryKeyStore();
const started = async (store: EventStore): Promise<Process> => {
  const versions = await beginFirstDay(store, 'UTC', system, now);
  return { versions, adoptions: new Adoptions(store, keys, versions) };
};

let store: InMemoryEventStore;
let one: Process;
beforeEach(async () => {
  store = new InMemoryEventStore();
  one = await started(store);
});

const india = publishedCalendar('india').calendar;
const rbi2021 = preset('in-rbi-2021').text;
const rbi2026 = preset('in-rbi-2026').text;
const house: Policy = { ...preset('iso10002-default').text, title: 'Ours', applies: { products: ['router'] } };
const unknown: Traits = { jurisdiction: null, sector: null, product: null, category: null, channel: null, severity: null, kind: null };
const bank: Traits = { ...unknown, jurisdiction: 'IN', sector: 'financial-services' };
const adopted = async (): Promise<readonly string[]> =>
  (await collect(store.all(null))).map(
    ({ stream, type, data }) => `${stream} ${type} ${(JSON.parse(data) as { version: number }).version}`,
  );
const begun = ['policy-iso10002-default PolicyAdopted 1', 'calendar-every-day CalendarAdopted 1'];
const problemsOf = async (adopting: Promise<unknown>): Promise<unknown> => {
  const error = await adopting.catch((thrown: unknown) => thrown);
  return error instanceof TextRefused ? error.problems.map(({ path, code }) => `${path} ${code}`) : error;
};

describe('adopting', () => {
  it('stores the exact text as the next version, and lists it', async () => {
    const first = await one.adoptions.adopt('policy', 'ours', house, quality);
    const second = await one.adoptions.adopt('policy', 'ours', { ...house, title: 'Ours, anew' }, quality);
    expect([first.version, second.version, await adopted()]).toEqual([
      1,
      2,
      [
        ...begun,
        'policy-ours PolicyAdopted 1',
        'versions-adopted VersionListed 1',
        'policy-ours PolicyAdopted 2',
        'versions-adopted VersionListed 2',
      ],
    ]);
    expect((await one.adoptions.history('policy', 'ours')).map(({ text, ...rest }) => [rest, JSON.parse(text) as unknown])).toEqual([
      [
        { id: 'ours', version: 1, sha256: first.sha256, adoptedBy: quality.actor, adoptedAt: now },
        { format: 2, ...house },
      ],
      [
        { id: 'ours', version: 2, sha256: second.sha256, adoptedBy: quality.actor, adoptedAt: now },
        { format: 2, ...house, title: 'Ours, anew' },
      ],
    ]);
  });
  it('adopts the text that stands no second time, and tells the version that stands', async () => {
    const first = await one.adoptions.adopt('policy', 'ours', house, quality);
    expect(await one.adoptions.adopt('policy', 'ours', { format: 2, ...house }, quality)).toEqual(first);
    expect((await adopted()).length).toBe(begun.length + 2);
  });
  it('goes back to an earlier text as a new version, and keeps both', async () => {
    await one.adoptions.adopt('policy', 'ours', house, quality);
    await one.adoptions.adopt('policy', 'ours', { ...house, title: 'Other' }, quality);
    const again = await one.adoptions.adopt('policy', 'ours', house, quality);
    expect([again.version, one.versions.policy({ ...again, version: 1 }), one.versions.policy(again)]).toEqual([3, house, house]);
  });
  it('takes one text under two ids for two policies', async () => {
    await one.adoptions.adopt('policy', 'ours', house, quality);
    await one.adoptions.adopt('policy', 'theirs', house, quality);
    const because = one.versions.choice({ ...unknown, product: 'router' }, now).because();
    expect(because.map(({ id }) => id)).toEqual(['iso10002-default', 'ours', 'theirs']);
  });

  it('is refused with every reason at once, and stores nothing', async () => {
    const wrong = { ...rbi2021, title: '', effective: { from: '2026-02-30', to: null }, colour: 'red' };
    expect(await problemsOf(one.adoptions.adopt('policy', 'Not a name', wrong, quality))).toEqual([
      'id name.expected',
      'colour field.unknown',
      'title text.expected',
      'effective.from day.does-not-exist',
      'calendar calendar.unknown',
    ]);
    expect(await adopted()).toEqual(begun);
  });
  it('is refused to every role but quality manager and admin, as the role table says', async () => {
    const refused: Role[] = [];
    for (const role of roles) {
      const asking = { actor: { id: `staff-${role}`, role }, now };
      const error = await one.adoptions.adopt('policy', 'ours', house, asking).catch((thrown: unknown) => thrown);
      if (error instanceof RuleViolation && error.isForRole) refused.push(role);
    }
    expect(refused).toEqual(roles.filter((role) => roleTable.AdoptPolicy[role] === undefined));
  });
  it('tells the command line without a key to name somebody who stands for it', async () => {
    const adopting = one.adoptions.adopt('calendar', 'india', india, { actor: system, now });
    await expect(adopting).rejects.toThrow('set REDRESS_API_KEY to the key of a quality manager or an admin');
    expect(await adopted()).toEqual(begun);
  });
  it('keeps the default a policy for everything, and the days of the register where they are', async () => {
    const everyDay = one.versions.calendar(one.versions.inForce().calendar);
    expect([
      await problemsOf(one.adoptions.adopt('policy', 'iso10002-default', house, quality)),
      await problemsOf(one.adoptions.adopt('calendar', 'every-day', { ...everyDay, timeZone: 'Asia/Baku' }, quality)),
    ]).toEqual([['applies default.names-something'], ['timeZone zone.fixed']]);
  });
  it('leaves no policy that counts working time without any', async () => {
    await one.adoptions.adopt('calendar', 'australia-national', publishedCalendar('australia-national').calendar, quality);
    const { text } = preset('au-asic-rg271');
    await one.adoptions.adopt('policy', 'au-asic-rg271', text, quality);
    const idle = { ...one.versions.calendar(one.versions.inForce().calendar), week: noWork };
    expect(await problemsOf(one.adoptions.adopt('calendar', 'australia-national', idle, quality))).toEqual([
      'week calendar.without-working-time',
    ]);
  });
});
const noWork = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };

describe('several processes', () => {
  it('that adopt the same text at once adopt one version', async () => {
    const other = await started(store);
    const both = await Promise.all([
      one.adoptions.adopt('policy', 'ours', house, quality),
      other.adoptions.adopt('policy', 'ours', house, { ...quality, actor: { id: 'staff-leyla', role: 'admin' } }),
    ]);
    expect([both.map(({ version }) => version), await adopted()]).toEqual([
      [1, 1],
      [...begun, 'policy-ours PolicyAdopted 1', 'versions-adopted VersionListed 1'],
    ]);
  });
  it('that adopt different texts at once adopt one after the other', async () => {
    const other = await started(store);
    const both = await Promise.all([
      one.adoptions.adopt('policy', 'ours', house, quality),
      other.adoptions.adopt('policy', 'ours', { ...house, title: 'Other' }, quality),
    ]);
    expect(both.map(({ version }) => version).sort()).toEqual([1, 2]);
  });
  it('learn what another adopted by reading on', async () => {
    const other = await started(store);
    await one.adoptions.adopt('policy', 'ours', house, quality);
    const before = other.versions.choice({ ...unknown, product: 'router' }, now).policy.id;
    await other.versions.refresh(store);
    expect([before, other.versions.choice({ ...unknown, product: 'router' }, now).policy.id]).toEqual(['iso10002-default', 'ours']);
  });
  it('do not choose a version that is not listed, and list what another left behind', async () => {
    const append = store.append.bind(store);
    jest.spyOn(store, 'append').mockImplementation((stream, ...rest) => {
      if (stream === 'versions-adopted') throw new Error('killed');
      return append(stream, ...rest);
    });
    await expect(one.adoptions.adopt('policy', 'iso10002-default', { ...house, applies: {} }, quality)).rejects.toThrow('killed');
    await expect(one.adoptions.adopt('policy', 'ours', house, quality)).rejects.toThrow('killed');
    for await (const batch of store.all(null)) batch.forEach((event) => one.versions.take(event));
    const before = one.versions.choice({ ...unknown, product: 'router' }, now).policy;
    jest.restoreAllMocks();
    const { versions } = await started(store);
    await one.adoptions.adopt('policy', 'ours', house, quality);
    const after = one.versions.choice({ ...unknown, product: 'router' }, now).policy;
    expect([
      [before.id, before.version],
      [versions.inForce().policy.version, versions.choice(unknown, now).policy.version],
      [after.id, after.version],
    ]).toEqual([
      ['iso10002-default', 1],
      [2, 2],
      ['ours', 1],
    ]);
  });
});

describe('the choice', () => {
  it('falls on the policy in force on the day of receipt in the zone of its calendar, with that calendar, and says why', async () => {
    await one.adoptions.adopt('calendar', 'india', india, quality);
    await one.adoptions.adopt('policy', 'in-rbi-2021', rbi2021, quality);
    await one.adoptions.adopt('policy', 'in-rbi-2026', rbi2026, quality);
    // Midnight in India is half past six in the evening of UTC.
    const chosen = ['2026-06-30T18:29:59.999Z', '2026-06-30T18:30:00.000Z'].map((at) => one.versions.choice(bank, at));
    expect(chosen.map(({ policy, calendar }) => [policy.id, calendar.id])).toEqual([
      ['in-rbi-2021', 'india'],
      ['in-rbi-2026', 'india'],
    ]);
    expect(chosen[1]!.because().find(({ id }) => id === 'in-rbi-2021')?.sentence).toBe(
      'in-rbi-2021 version 1 does not apply to what was received on 2026-07-01: it is in force from 2021-11-12 to 2026-06-30.',
    );
  });
  it('falls on the default with the calendar of the register where nothing else applies', () => {
    const { policy, calendar } = one.versions.choice(bank, now);
    expect({ policy, calendar }).toEqual(one.versions.inForce());
  });
  it('takes the newest version of the calendar for that day, and the first where all are for later days', async () => {
    const versionFrom = (effectiveFrom: string) => one.adoptions.adopt('calendar', 'india', { ...india, effectiveFrom }, quality);
    await versionFrom('2026-01-01');
    await versionFrom('2027-01-01');
    await one.adoptions.adopt('policy', 'in-rbi-2021', { ...rbi2021, effective: { from: null, to: null } }, quality);
    const days = ['2020-05-01', '2026-12-31', '2027-01-01'];
    expect(days.map((day) => one.versions.choice(bank, `${day}T08:00:00.000Z`).calendar.version)).toEqual([1, 1, 2]);
  });

  describe('that was made earlier', () => {
    const router = { ...unknown, product: 'router' };
    const head = async () => String(Number(await store.head()) + 1);
    const because = (id: string, version: number, position: string) =>
      one.versions.because({ id, version, sha256: '' }, router, now, position);

    it('is told by what was adopted then, whatever is adopted later', async () => {
      await one.adoptions.adopt('policy', 'ours', house, quality);
      const before = await head();
      const told = because('ours', 1, before);
      // It would give way to ours, and the sentence would say so.
      await one.adoptions.adopt('policy', 'theirs', house, quality);
      expect(because('ours', 1, await head())).not.toBe(told);
      await one.adoptions.adopt('policy', 'closer', { ...house, applies: { products: ['router'], kinds: ['complaint'] } }, quality);
      await one.adoptions.adopt('policy', 'ours', { ...house, title: 'Ours, anew' }, quality);
      expect([told, because('ours', 1, before)]).toEqual([
        'ours version 1 was chosen: it applies to product router; iso10002-default is only for what no other policy applies to.',
        told,
      ]);
      expect(because('ours', 2, await head())).toMatch(/^ours version 2 was chosen: /);
    });
    it('is told by the list as it was read, though another process adopted more before it was recorded', async () => {
      await one.adoptions.adopt('policy', 'iso10002-default', { ...house, applies: {} }, quality);
      await one.adoptions.adopt('policy', 'ours', house, quality);
      expect([because('iso10002-default', 2, await head()), because('iso10002-default', 1, await head())]).toEqual([
        'iso10002-default version 2 was chosen: no other policy applies.',
        'iso10002-default version 1 was chosen: no other policy applies.',
      ]);
    });
    it('is not told where nothing that was adopted by then explains it', async () => {
      await one.adoptions.adopt('policy', 'ours', house, quality);
      expect(because('theirs', 1, await head())).toBeNull();
    });
  });
});
