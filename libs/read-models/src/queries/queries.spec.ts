import { Test } from '@nestjs/testing';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import type { DomainEvent } from '@redress/kernel';
import { PinnedVersions } from '@redress/deadlines';
import { an, imported, versions } from '../told.spec-support';
import {
  AskStatistics,
  FindCase,
  ListComplaints,
  ListNotes,
  ListStaff,
  OpenQueue,
  type QueueFilter,
  queryHandlers,
  type QueueName,
  SearchAuditTrail,
} from './queries';
import { ReadModels } from './read-models';
import { registerOf } from './register.spec-support';

const at = '2026-03-01T08:00:00.000Z';
const joined = (id: string): DomainEvent => ({
  type: 'StaffMemberJoined',
  data: { id, at, team: 'service', roles: ['agent'], brief: 's1' },
});
const left: DomainEvent = { type: 'StaffMemberLeft', data: { at } };

const receivedAs = (number: string, receivedAt = at): DomainEvent => an('ComplaintReceived', { number, receivedAt });
const assigned = (handler: string, team: string | null = 'service'): DomainEvent => an('ComplaintAssigned', { handler, team });

/** a waits for anybody, b and e are omid's, c is of sara who left, d lies with an organisation, f is closed. */
const streams: Readonly<Record<string, readonly DomainEvent[]>> = {
  'staff-omid': [joined('omid')],
  'staff-sara': [joined('sara'), left],
  'complaint-a': [receivedAs('a', '2026-03-03T08:00:00.000Z'), an('NoteAdded'), an('EvidenceAdded')],
  'complaint-b': [receivedAs('b'), an('ComplaintAcknowledged'), an('ComplaintAssessed', { severity: 2 }), assigned('omid')],
  'complaint-c': [receivedAs('c'), an('ComplaintAcknowledged'), an('ComplaintAssessed', { severity: 5 }), assigned('sara', 'legal')],
  'complaint-d': [
    imported({ number: 'd', receivedAt: '2019-05-01T16:00:00.000Z' }),
    an('ComplaintAssigned', { handler: null, team: null, organisation: 'A Bank' }),
  ],
  'complaint-e': [receivedAs('e'), an('ComplaintAcknowledged'), assigned('omid', 'legal')],
  'complaint-f': [receivedAs('f'), an('ComplaintClosed')],
};

describe('the questions to the read models', () => {
  let bus: QueryBus;
  let close: () => void;
  beforeAll(async () => {
    const register = await registerOf(streams);
    close = register.close;
    const module = await Test.createTestingModule({
      imports: [CqrsModule],
      providers: [
        { provide: ReadModels, useValue: register.readModels },
        { provide: PinnedVersions, useValue: { of: () => Promise.resolve(versions) } },
        ...queryHandlers,
      ],
    }).compile();
    await module.init();
    bus = module.get(QueryBus);
  });
  afterAll(() => close());

  const now = '2026-03-04T08:00:00.000Z';
  const dayEnds = '2026-03-04T20:00:00.000Z';
  const numbersIn = async (queue: QueueName, filter: Partial<QueueFilter> = {}, reader = 'omid'): Promise<readonly string[]> =>
    (await bus.execute(new OpenQueue(queue, reader, now, dayEnds, { limit: 50, ...filter }))).items.map(({ number }) => number);

  it('open a queue by what is due, then the most severe, then the oldest, what is never due last', async () => {
    expect(await numbersIn('all')).toEqual(['a', 'c', 'b', 'e', 'd']);
  });
  it('open a queue of what nobody, nobody any more, or the reader answers for', async () => {
    expect(await numbersIn('unassigned')).toEqual(['a']);
    expect(await numbersIn('ownerless')).toEqual(['c']);
    expect(await numbersIn('mine')).toEqual(['b', 'e']);
  });
  it('open a queue of what was due before now', async () => {
    expect(await numbersIn('overdue')).toEqual([]);
    const later = await bus.execute(new OpenQueue('overdue', 'omid', '2026-03-05T00:00:00.000Z', dayEnds, { limit: 50 }));
    expect(later.items.map(({ number }) => number)).toEqual(['a']);
  });
  it('open a queue of what is due before the day ends, or within a day', async () => {
    const found = async (queue: QueueName, from: string, until: string) =>
      (await bus.execute(new OpenQueue(queue, 'omid', from, until, { limit: 50 }))).items.map(({ number }) => number);
    // Due at 2026-03-04T08:00: not before, and once it is past it is overdue.
    expect(await found('due-today', '2026-03-04T07:00:00.000Z', '2026-03-04T20:00:00.000Z')).toEqual(['a']);
    expect(await found('due-today', '2026-03-03T12:00:00.000Z', '2026-03-03T20:00:00.000Z')).toEqual([]);
    expect(await found('at-risk', '2026-03-03T12:00:00.000Z', '2026-03-03T20:00:00.000Z')).toEqual(['a']);
    expect(await found('at-risk', '2026-03-04T08:00:00.001Z', '2026-03-04T20:00:00.000Z')).toEqual([]);
  });
  it('narrow every queue to a handler or a team', async () => {
    expect(await numbersIn('all', { handler: 'sara' })).toEqual(['c']);
    expect(await numbersIn('all', { team: 'legal' })).toEqual(['c', 'e']);
    expect(await numbersIn('all', { team: 'legal', handler: 'omid' })).toEqual(['e']);
    expect(await numbersIn('ownerless', { team: 'service' })).toEqual([]);
    expect(await numbersIn('mine', { handler: 'sara' })).toEqual([]);
    expect(await numbersIn('unassigned', { handler: 'omid' })).toEqual([]);
  });
  it('go on where a page of a queue ended', async () => {
    const first = await bus.execute(new OpenQueue('all', 'omid', now, dayEnds, { limit: 2 }));
    const second = await bus.execute(new OpenQueue('all', 'omid', now, dayEnds, { limit: 9, after: first.next }));
    expect([...first.items, ...second.items].map(({ number }) => number)).toEqual(['a', 'c', 'b', 'e', 'd']);
    expect(second.next).toBeNull();
  });
  it('show of a line what an agent must know', async () => {
    expect((await bus.execute(new OpenQueue('mine', 'omid', now, dayEnds, { limit: 1 }))).items).toEqual([
      {
        number: 'b',
        state: 'assigned',
        severity: 2,
        due: '2026-03-31T08:00:00.000Z',
        dueClock: 'final',
        remaining: { amount: 27, unit: 'calendar-days' },
        timeZone: 'Asia/Baku',
        team: 'service',
        handler: 'omid',
        receivedAt: at,
        summary: 's1:ComplaintReceived:1:brief:A',
      },
    ]);
  });

  it('find a case by its number, or none', async () => {
    const { case: found, parked } = await bus.execute(new FindCase('b'));
    expect([found!.number, found!.state, parked]).toEqual(['b', 'assigned', null]);
    expect(await bus.execute(new FindCase('x'))).toEqual({ case: null, parked: null });
  });
  it('list complaints by state, team, handler and time of receipt, the oldest first', async () => {
    const listed = async (filter: object): Promise<readonly string[]> =>
      (await bus.execute(new ListComplaints({ limit: 50, ...filter }))).items.map(({ number }) => number);
    expect(await listed({})).toEqual(['d', 'b', 'c', 'e', 'f', 'a']);
    expect(await listed({ state: 'closed' })).toEqual(['f']);
    expect(await listed({ team: 'legal', handler: 'omid' })).toEqual(['e']);
    expect(await listed({ state: 'assigned', team: 'service' })).toEqual(['b']);
    expect(await listed({ receivedFrom: at, receivedBefore: '2026-03-03T08:00:00.000Z' })).toEqual(['b', 'c', 'e', 'f']);
    expect(await listed({ receivedFrom: '2026-03-02T00:00:00.000Z', limit: 2 })).toEqual(['a']);
    expect(await listed({ receivedFrom: at, limit: 2 })).toEqual(['b', 'c']);
  });
  it('list notes and evidence of one case, newest or oldest first', async () => {
    const listed = async (kind: 'note' | 'evidence') =>
      (await bus.execute(new ListNotes('a', kind, 'newest-first', { limit: 5 }))).items.map(({ revision, nth }) => ({ revision, nth }));
    expect(await listed('note')).toEqual([{ revision: 1, nth: 1 }]);
    expect(await listed('evidence')).toEqual([{ revision: 2, nth: 1 }]);
  });
  it('tell everything a person did on a day, of one type, or of one complaint', async () => {
    const told = async (filter: object): Promise<readonly string[]> =>
      (await bus.execute(new SearchAuditTrail({ limit: 50, ...filter }))).items.map(({ number, revision }) => `${number}${revision}`);
    expect(await told({ actor: 'leyla', day: '2026-03-01', type: 'NoteAdded' })).toEqual(['a1']);
    expect(await told({ number: 'c' })).toEqual(['c0', 'c1', 'c2', 'c3']);
    expect(await told({ actor: 'omid' })).toEqual([]);
    expect(await told({ type: 'ComplaintClosed', day: '2026-03-02' })).toEqual([]);
    expect((await told({ day: '2026-03-01' })).length).toBe(18);
  });
  it('list the people who work here, and those who left', async () => {
    const ids = async (active: boolean) => (await bus.execute(new ListStaff(active, { limit: 5 }))).items.map(({ id }) => id);
    expect([await ids(true), await ids(false)]).toEqual([['omid'], ['sara']]);
  });
  it('answer statistics with the position they count up to', async () => {
    const { position, metrics } = await bus.execute(new AskStatistics({ basis: 'received', by: 'channel', metric: 'open', asOf: now }));
    expect([position, metrics[0]!.value, metrics[0]!.groups]).toEqual(['21', 5, [{ key: 'letter', value: 5 }]]);
  });
});
