import type { RecordedEvent } from '@redress/event-store';
import { sha256, sum256 } from '@redress/kernel';
import { collect } from '@redress/testing';
import { Projector } from './projector';
import { noVersions, type VersionsReader } from './folding';
import { Cellar, jarReading, jars, stillClock } from './toy.spec-support';

const first = 'jars@1.0';

describe('a projector', () => {
  let cellar: Cellar;
  beforeEach(() => (cellar = new Cellar()));
  afterEach(() => cellar.close());

  it('folds documents, counters and rows, and stands at the last event', async () => {
    await cellar.tell('jar-1', 'JarOpened', 'JarFilled', 'JarLabelled', 'JarFilled');
    await cellar.tell('jar-2', 'JarOpened', 'JarBroken');
    await cellar.projector().catchUp();
    const { rows, ...rest } = await cellar.contents(first);
    const events = await collect(cellar.log.all(null));
    expect(rest).toEqual({
      position: '17',
      documents: { 'jar-1': { fruit: 'quince', openedOn: '2026-03-01', grams: 200, filledOn: ['2026-03-02', '2026-03-02'] } },
      counters: [
        { basis: 'event', day: '2026-03-02', dimension: 'fruit', key: 'quince', metric: 'fillings', value: 2 },
        { basis: 'received', day: '2026-03-01', dimension: 'all', key: null, metric: 'grams', value: 200 },
        { basis: 'received', day: '2026-03-01', dimension: 'fruit', key: 'quince', metric: 'jars', value: 1 },
      ],
      parked: [],
      completeness: sum256(events.map(({ id }) => sha256(id))),
      content: rest.content,
    });
    const row = (stream: string, revision: number, type: string, day: string, before: number, after: number) =>
      JSON.stringify({ stream, revision, index: 0, body: { actor: 'leyla', after, before, day, type } });
    expect(rows).toEqual([
      row('jar-1', 0, 'JarOpened', '2026-03-01', -1, 0),
      row('jar-1', 1, 'JarFilled', '2026-03-02', 0, 100),
      row('jar-1', 3, 'JarFilled', '2026-03-02', 100, 200),
      row('jar-2', 0, 'JarOpened', '2026-03-01', -1, 0),
      row('jar-2', 1, 'JarBroken', '2026-01-01', 0, -1),
    ]);
  });
  it('goes on where it stands, and does nothing when there is nothing new', async () => {
    await cellar.tell('jar-1', 'JarOpened');
    await cellar.projector().catchUp();
    await cellar.tell('jar-1', 'JarFilled');
    await cellar.projector().catchUp();
    const before = await cellar.store.checkpoint(first);
    await cellar.projector().catchUp();
    expect(await cellar.store.checkpoint(first)).toEqual(before);
    expect((await cellar.contents(first)).rows).toHaveLength(2);
  });
  it('advances over the streams of other known categories without counting them as its own', async () => {
    await cellar.tell('jar-1', 'JarOpened');
    await cellar.projector().catchUp();
    const { completeness } = await cellar.contents(first);
    await cellar.record('access-2026-05-03-leyla', { type: 'PersonalDataRead', data: 'no JSON', schema: 7 });
    await cellar.projector().catchUp();
    const after = await cellar.contents(first);
    expect([after.position, after.completeness, after.parked]).toEqual(['9', completeness, []]);
  });
  it('hands events of versions to the look-up before a fold asks for them, and reads the earlier ones at start and once it knows where to go on', async () => {
    const taken: string[] = [];
    const versions = { take: (event: RecordedEvent) => void taken.push(event.stream), read: async () => void taken.push('read') };
    await cellar.tell('policy-a', 'JarOpened');
    await cellar.tell('jar-1', 'JarOpened');
    const asking = { ...jars, on: { ...jars.on, JarOpened: (() => (taken.push('asked'), null)) as typeof jars.on.JarOpened } };
    await cellar.projector({ versions, projection: asking }).catchUp();
    expect(taken).toEqual(['read', 'read', 'policy-a', 'asked']);
  });
  it('looks up, whenever it begins to read, what was adopted while another folded', async () => {
    const adopted = new Set<string>();
    const versions: VersionsReader = {
      take: ({ stream }) => void adopted.add(stream),
      read: async (log) => (await collect(log.read('policy-a'))).forEach(({ stream }) => void adopted.add(stream)),
    };
    const { reader } = cellar.projector({ versions });
    await reader.open();
    await cellar.tell('policy-a', 'JarOpened');
    await cellar.projector().catchUp();
    expect([await reader.open(), [...adopted]]).toEqual(['7', ['policy-a']]);
  });
  it('tells folds who recorded the event, when and where', async () => {
    const told: unknown[] = [];
    const opened: typeof jars.on.JarOpened = (_none, _event, { id, stream, revision, position, recordedAt, actor }) => {
      told.push({ id, stream, revision, position, recordedAt, actor });
      return null;
    };
    await cellar.tell('jar-1', 'JarOpened');
    await cellar.projector({ projection: { ...jars, on: { ...jars.on, JarOpened: opened } } }).catchUp();
    const [event] = await collect(cellar.log.read('jar-1'));
    const place = { stream: 'jar-1', revision: 0, position: '7' };
    expect(told).toEqual([{ ...place, id: event!.id, recordedAt: '2026-05-03T07:59:00.000Z', actor: { id: 'leyla', role: 'agent' } }]);
  });
  it('follows the log until it is told to end, and tells of each batch that was applied', async () => {
    const end = new AbortController();
    const applied: unknown[] = [];
    const onApplied = (...what: unknown[]): void => {
      applied.push(what);
      if (what[1] === '11') end.abort();
      else void cellar.tell('jar-1', 'JarFilled');
    };
    await cellar.tell('jar-1', 'JarOpened');
    await cellar.projector({}, { onApplied }).run(end.signal);
    expect(applied).toEqual([
      [first, '7'],
      [first, '9'],
      [first, '11'],
    ]);
    expect((await cellar.contents(first)).documents['jar-1']?.grams).toBe(200);
  });
  it('follows on after a subscription that ended by itself or failed, and tells what failed', async () => {
    const end = new AbortController();
    const troubles: unknown[] = [];
    let subscribed = 0;
    jest.spyOn(cellar.log, 'subscribe').mockImplementation(async function* (after) {
      subscribed += 1;
      if (subscribed === 2) throw new Error('the connection was cut');
      yield* cellar.log.all(after);
    });
    const onApplied = (_collection: string, position: string | null): void => {
      if (position === '9') end.abort();
      else void cellar.tell('jar-1', 'JarFilled');
    };
    await cellar.tell('jar-1', 'JarOpened');
    await cellar.projector({}, { onApplied, onTrouble: (error) => troubles.push(error) }).run(end.signal);
    expect([subscribed, troubles]).toEqual([3, [new Error('the connection was cut')]]);
  });
  it('refuses a log that ends before what was read, in every way of reading it', async () => {
    await cellar.tell('jar-1', 'JarOpened', 'JarFilled');
    await cellar.projector().catchUp();
    const shorter = new Cellar();
    await shorter.tell('jar-1', 'JarOpened');
    const refusal = `${first} has read up to position 9, but the record ends at 7`;
    const projector = () => cellar.projector({}, { log: shorter.log });
    for (const refused of [projector().catchUp(), projector().rebuild(), projector().refuseAhead(), projector().retryParked()]) {
      await expect(refused).rejects.toThrow(refusal);
    }
    shorter.close();
  });
  it('refuses a log that hands out an earlier event after a later one', async () => {
    await cellar.tell('jar-1', 'JarOpened', 'JarFilled');
    const [one, two] = await collect(cellar.log.all(null));
    jest.spyOn(cellar.log, 'all').mockImplementation(async function* () {
      yield [two!, one!];
    });
    await expect(cellar.projector().catchUp()).rejects.toThrow('handed out position 7 after 9');
    expect(await cellar.store.checkpoint(first)).toEqual({ position: null, turn: 0 });
  });
  it('passes over events that the log hands out again', async () => {
    await cellar.tell('jar-1', 'JarOpened', 'JarFilled');
    await cellar.projector().catchUp();
    const all = cellar.log.all.bind(cellar.log);
    jest.spyOn(cellar.log, 'all').mockImplementation(() => all(null));
    await cellar.tell('jar-1', 'JarFilled');
    await cellar.projector().catchUp();
    expect((await cellar.contents(first)).documents['jar-1']?.grams).toBe(200);
  });

  describe('lag', () => {
    it('is the number of unread events and the age of the oldest', async () => {
      await cellar.tell('jar-1', 'JarOpened', 'JarFilled');
      expect(await cellar.projector().lag()).toEqual({ events: 2, more: false, seconds: 60 });
      await cellar.projector().catchUp();
      expect(await cellar.projector().lag()).toEqual({ events: 0, more: false, seconds: 0 });
    });
    it('is counted up to ten thousand', async () => {
      const many = new Cellar({ batch: 4_000 });
      const { metadata } = (await (await cellar.tell('jar-1', 'JarOpened'), cellar.log.last('jar-1')))!;
      const events = Array.from({ length: 4_000 }, (_nothing, n) => ({ id: String(n), type: 'JarOpened', data: '{}', metadata }));
      for (const stream of ['jar-1', 'jar-2', 'jar-3']) await many.log.append(stream, events, 'no-stream');
      expect(await many.projector().lag()).toEqual({ events: 10_000, more: true, seconds: 60 });
      many.close();
    });
    it('stands in the status, beside position and parked streams', async () => {
      await cellar.tell('jar-1', 'JarOpened');
      const none = { name: 'jars', version: 1, collection: first, parked: 0, holder: null };
      expect(await cellar.projector().status()).toEqual({ ...none, position: null, lag: { events: 1, more: false, seconds: 60 } });
      await cellar.tell('jar-1', 'JarSplit');
      await cellar.projector().catchUp();
      expect(await cellar.projector().status()).toEqual({ ...none, position: '9', parked: 1, lag: { events: 0, more: false, seconds: 0 } });
    });
  });

  it('works with the clock of the machine when no other is given', async () => {
    await cellar.tell('jar-1', 'JarOpened');
    await new Projector(jarReading({ versions: noVersions }), cellar.log, cellar.store).catchUp();
    expect((await cellar.contents(first)).position).toBe('7');
    expect(stillClock.monotonic()).toBe(0);
  });
});
