import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { beginFirstDay } from '@redress/deadlines';
import {
  Busy,
  type ExpectedRevision,
  KeyReused,
  metadataOf,
  type NewEvent,
  OutcomeUnknown,
  SqliteEventStore,
  Stale,
  verifyStream,
} from '@redress/event-store';
import { canonical, RuleViolation } from '@redress/kernel';
import { InMemoryKeyStore, KeyDestroyed, KeysUnavailable, lookupHash, requestOf, Sealer } from '@redress/sealing';
import { Staff } from '@redress/staff';
import { collect } from '@redress/testing';
import { checkDigit, complaintCodec, Complaints, complaintStream, type HandledComplaint, Lookups, numberOf, writtenNumber } from '..';
import {
  AddNote,
  ApproveRemedy,
  AssessComplaint,
  AssignComplaint,
  AcknowledgeComplaint,
  complaintCommandHandlers,
  CommunicateDecision,
  CorrectComplaint,
  CounterRemedy,
  DecideReview,
  LinkDuplicate,
  ProposeRemedy,
  ReceiveComplaint,
  RequestReview,
} from './commands';
import vectors from '../../../../test/golden/vectors.json';

const now = '2026-05-03T08:00:00.000Z';
const leyla = { id: 'staff-0a3f', role: 'supervisor' } as const;
const admin = { id: 'staff-admin', role: 'admin' } as const;
const sara = { id: 'staff-sara', role: 'supervisor' } as const;
const letter = {
  channel: 'letter',
  receivedAt: '2026-05-01T09:30:00.000Z',
  product: 'Kettle',
  complainant: { name: 'Leyla Əliyeva', phone: '+994 50 123 45 67', email: 'Leyla@Example.org ' },
  orderNumber: 'A-17',
  summary: 'Broken on arrival',
  description: 'کالا شکسته رسید',
} as const;

/** Loses the answer of the next append: before the commit nothing is stored, after it everything is. */
class ForgetfulStore extends SqliteEventStore {
  losing: 'before' | 'after' | null = null;
  appends = 0;
  override async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision) {
    const losing = this.losing;
    this.losing = null;
    this.appends += 1;
    const appended = losing === 'before' ? null : await super.append(stream, events, expected);
    if (losing || !appended) throw new OutcomeUnknown('the connection broke');
    return appended;
  }
}

describe('a command on a complaint', () => {
  let folder: string,
    app: TestingModule,
    bus: CommandBus,
    store: ForgetfulStore,
    keys: InMemoryKeyStore,
    number: string,
    omid: string,
    nigar: string;
  const asking = (more: object = {}) => ({ actor: leyla, now, ...more });
  const receive = (more: object = {}, body: object = letter): Promise<HandledComplaint> =>
    bus.execute(new ReceiveComplaint(body as typeof letter, asking(more)));
  const assign = (handler: string, more: object = {}): Promise<HandledComplaint> =>
    bus.execute(new AssignComplaint(number, { handler, reason: 'Knows kettles' }, asking(more)));
  const assess = (severity: 1 | 5, more: object = {}): Promise<HandledComplaint> =>
    bus.execute(new AssessComplaint(number, { severity, safety: false }, asking(more)));
  const acknowledge = (receipt: string): Promise<HandledComplaint> =>
    bus.execute(new AcknowledgeComplaint(number, { channel: 'letter', receipt }, asking()));
  const correct = (path: string, value: string, more: object = {}): Promise<HandledComplaint> =>
    bus.execute(new CorrectComplaint(number, { revision: 0, path, value, reason: 'typed wrongly' }, asking(more)));
  const events = async () => (await collect(store.read(complaintStream(number)))).flat();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redress-commands-'));
    store = new ForgetfulStore(join(folder, 'events.db'));
    keys = new InMemoryKeyStore();
    const versions = await beginFirstDay(store, 'UTC', { id: 'local', role: 'system' }, now);
    const staff = new Staff(store, keys);
    const provided = [
      { provide: Staff, useValue: staff },
      { provide: Complaints, useValue: new Complaints(store, keys, staff, versions) },
    ];
    app = await Test.createTestingModule({
      imports: [CqrsModule.forRoot()],
      providers: [...provided, ...complaintCommandHandlers],
    }).compile();
    await app.init();
    bus = app.get(CommandBus);
    const join_ = async (key: string) =>
      (
        await app
          .get(Staff)
          .add({ at: now, name: key, team: 'desk', roles: ['agent'] }, { actor: { id: 'staff-admin', role: 'admin' }, now, key })
      ).id;
    omid = await join_('omid');
    nigar = await join_('nigar');
    ({ number } = await receive({ key: 'letter 2026/17' }));
    await assess(1);
    store.appends = 0;
  });
  afterEach(async () => {
    await app.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('approves no more than the entry of the person who approves holds', async () => {
    const { id } = await app.get(Staff).add({ at: now, name: 'Sara', team: null, roles: ['supervisor'] }, { actor: admin, now });
    await app.get(Staff).handle(id, { type: 'SetApprovalLimit', at: now, limit: { minor: 4000, currency: 'AZN' } }, { actor: admin, now });
    await assign(omid);
    await bus.execute(new ProposeRemedy(number, { kind: 'refund', amount: { minor: 4990, currency: 'AZN' } }, asking()));
    const approve = () => bus.execute(new ApproveRemedy(number, { remedy: 1 }, asking({ actor: { id, role: 'supervisor' } })));
    await expect(approve()).rejects.toMatchObject({ code: 'approval.beyond-limit' });
    await bus.execute(new CounterRemedy(number, { remedy: 1, amount: { minor: 4000, currency: 'AZN' } }, asking()));
    expect((await approve()).state.remedies[0]!.approver).toBe(id);
  });

  it('is assigned to nobody who is away on the day of the assignment', async () => {
    const staff = app.get(Staff);
    await staff.handle(omid, { type: 'RecordAbsence', at: now, from: '2026-05-03', to: '2026-05-03' }, { actor: admin, now });
    await expect(assign(omid)).rejects.toMatchObject({ code: 'handler.absent' });
    expect((await assign(nigar)).state.handler).toBe(nigar);
    expect((await assign(omid, { now: '2026-05-04T08:00:00.000Z' })).state.handler).toBe(omid);
  });

  it('has no review decided by whoever recorded the decision', async () => {
    await assign(omid);
    const letterOf = { channel: 'letter', text: 'It is upheld.', reasons: 'It broke', recourse: 'The ombudsman' } as const;
    await bus.execute(new CommunicateDecision(number, letterOf, asking()));
    await bus.execute(new RequestReview(number, { reason: 'Nobody asked her' }, asking()));
    const decide = (actor: typeof leyla | typeof sara) =>
      bus.execute(new DecideReview(number, { outcome: 'sent-back', reasons: 'Ask her' }, asking({ actor })));
    await expect(decide(leyla)).rejects.toMatchObject({ code: 'reviewer.is-decider' });
    expect((await decide(sara)).state.decision).toBeNull();
  });

  it('links to a complaint that exists, however its number is written, and to no other', async () => {
    const other = await receive({ key: 'letter 2026/18' });
    const link = (of: string) => bus.execute(new LinkDuplicate(number, { of }, asking()));
    expect((await link(writtenNumber(other.number))).state.duplicates).toEqual([other.number]);
    for (const none of [number, vectors.number[0]!.number]) await expect(link(none)).rejects.toMatchObject({ code: 'duplicate.unknown' });
  });

  it('appends one event and answers where it stands', async () => {
    const { revision, position, state } = await assign(omid);
    expect({ revision, position, status: state.status, handler: state.handler, team: state.team }).toEqual({
      revision: 2,
      position: '7',
      status: 'assigned',
      handler: omid,
      team: 'desk',
    });
  });
  it.each([
    ['without', {}],
    ['with', { ifMatch: 1 }],
  ])('happens once when it is sent three times at once %s If-Match', async (_how, more) => {
    const answers = await Promise.all([1, 2, 3].map(() => assign(omid, { key: 'k', ...more })));
    expect(answers.map(({ revision }) => revision)).toEqual([2, 2, 2]);
    expect(await events()).toHaveLength(3);
  });
  it('is answered with its first outcome later, and the state there', async () => {
    await assign(omid, { key: 'k' });
    await assign(nigar);
    const { revision, state } = await assign(omid, { key: 'k' });
    expect([revision, state.handler]).toEqual([2, omid]);
  });
  it('that stored two events is answered with the last, and both are in the chain', async () => {
    expect([(await assess(5, { key: 'danger' })).revision, (await assess(5, { key: 'danger' })).revision]).toEqual([3, 3]);
    expect(verifyStream(complaintStream(number), await events())).toEqual([]);
  });
  it('is refused when its key was used for another body', async () => {
    await assign(omid, { key: 'k' });
    await expect(assign(nigar, { key: 'k' })).rejects.toThrow(KeyReused);
  });
  it('is refused when its key was used for another command', async () => {
    await assign(omid, { key: 'k' });
    await expect(bus.execute(new AddNote(number, { text: 'x' }, asking({ key: 'k' })))).rejects.toThrow(KeyReused);
  });
  it('of two clients with the same key happens twice', async () => {
    const note = (actor: object) => bus.execute(new AddNote(number, { text: 'x' }, asking({ actor, key: 'k' })));
    expect([(await note(leyla)).revision, (await note(sara)).revision]).toEqual([2, 3]);
  });
  it('is decided again after losing a race', async () => {
    const answers = await Promise.all([omid, nigar, omid].map((handler) => assign(handler)));
    expect((await events()).length - 1).toBe(Math.max(...answers.map(({ revision }) => revision)));
    expect(verifyStream(complaintStream(number), await events())).toEqual([]);
  });
  it('is refused when the asker had seen an older revision, and told who changed it', async () => {
    await expect(assign(omid, { ifMatch: 0 })).rejects.toMatchObject({ current: 1, changedBy: leyla });
    await expect(assign(omid, { ifMatch: 0 })).rejects.toThrow(Stale);
  });
  it('goes through when the asker had seen the present one', async () => expect((await assign(omid, { ifMatch: 1 })).revision).toBe(2));
  it('that is already so answers the present revision and stores nothing', async () => {
    await assign(omid);
    expect((await assign(omid)).revision).toBe(2);
    expect(await events()).toHaveLength(3);
  });
  it.each([
    ['before', 2],
    ['after', 1],
  ] as const)('is stored once when the answer was lost %s the commit', async (losing, appends) => {
    store.losing = losing;
    expect((await assign(omid, { key: 'k' })).revision).toBe(2);
    expect([(await events()).length, store.appends]).toEqual([3, appends]);
  });
  it('gives up after three appends that did not come through', async () => {
    const append = jest.spyOn(store, 'append').mockRejectedValue(new OutcomeUnknown('down'));
    await expect(assign(omid)).rejects.toThrow(Busy);
    expect(append).toHaveBeenCalledTimes(3);
    append.mockRestore();
  });
  it('is never recorded before the event it follows', async () => {
    await assign(omid, { now: '2026-05-03T07:00:00.000Z' });
    expect((await events()).map((event) => metadataOf(event).recordedAt)).toEqual([now, now, now]);
  });

  it('on receipt gets the number of its key, the same one when it is repeated', async () => {
    expect(number).toBe(vectors.number[0]!.number);
    expect((await receive({ key: 'letter 2026/17' })).number).toBe(number);
    expect(vectors.number.map(({ parts }) => numberOf(...parts))).toEqual(vectors.number.map((each) => each.number));
    expect(vectors.damm.map(({ digits }) => checkDigit(digits))).toEqual(vectors.damm.map(({ check }) => check));
  });
  it('on receipt is refused when its key was used for another complaint', async () =>
    expect(receive({ key: 'letter 2026/17' }, { ...letter, summary: 'Another' })).rejects.toThrow(KeyReused));
  it('on receipt keeps what was asked, hashed under the key of its stream', async () => {
    const [first] = await events();
    expect(metadataOf(first!).request).toBe(
      requestOf(await keys.keyOf(complaintStream(number)), 'ReceiveComplaint', '', canonical(letter)),
    );
  });
  it('walks past a number that belongs to somebody else', async () => {
    const candidate = (k: number) => numberOf('redress-number-1', leyla.id, 'planted', String(k));
    const [first] = await events();
    const { id, type, data, metadata } = first!;
    await store.append(complaintStream(candidate(0)), [{ id, type, data, metadata }], 'no-stream');
    expect((await receive({ key: 'planted' })).number).toBe(candidate(1));
  });

  it('compares the receipt with what was sealed', async () => {
    await expect(acknowledge(`${number}, Broken on arrival, 2026-05-01`)).rejects.toMatchObject({
      code: 'receipt.without-name-and-details',
    });
    expect((await acknowledge(`Leyla Əliyeva, +994501234567: ${number}, Broken on arrival, 1 May 2026`)).revision).toBe(2);
  });
  it('that corrects personal data stores the whole part anew and leaves the old one', async () => {
    await correct('personal.complainant.name', 'Leyla Quliyeva');
    await correct('brief.summary', 'Broken before arrival');
    const stored = (await events()).map((event) => complaintCodec.decode(event));
    const opened = await Promise.all(
      [stored[2], stored[3]].map((event) =>
        complaintCodec.open(new Sealer(keys), complaintStream(number), (event!.data as { corrected: string }).corrected),
      ),
    );
    const { channel: _channel, receivedAt: _at, product: _product, summary: _summary, ...personal } = letter;
    expect(opened).toEqual([
      { ...personal, complainant: { ...letter.complainant, name: 'Leyla Quliyeva' } },
      { summary: 'Broken before arrival' },
    ]);
    expect((await correct('brief.summary', 'Broken before arrival')).revision).toBe(3);
  });
  it('that corrects a receipt is told when what followed it happened, as corrected', async () => {
    const [noon, evening] = ['2026-05-02T12:00:00.000Z', '2026-05-02T18:00:00.000Z'];
    const move = (to: string, more: object = {}) => correct('receivedAt', to, more);
    await bus.execute(new AddNote(number, { at: noon, text: 'She called' }, asking()));
    await expect(move(evening)).rejects.toMatchObject({ code: 'correction.after-what-followed' });
    const { revision } = (await events()).at(-1)!;
    await bus.execute(new CorrectComplaint(number, { revision, path: 'at', value: evening, reason: 'typed wrongly' }, asking()));
    expect((await move(evening)).state.receivedAt).toBe(evening);
    const tomorrow = '2026-05-04T08:00:00.000Z';
    const refused: RuleViolation = await move(tomorrow, { now: tomorrow }).then(
      () => Promise.reject(new Error('It was taken.')),
      (error: RuleViolation) => error,
    );
    expect(refused.broken.map(({ code }) => code)).toEqual(['correction.after-recording', 'correction.after-what-followed']);
  });
  it('is refused where an event was taken out of the stream in the store, and stores nothing', async () => {
    const left = (await events()).slice(1);
    const file = new DatabaseSync(join(folder, 'events.db'));
    file.exec(`DELETE FROM event WHERE revision = 0 AND stream = (SELECT id FROM stream WHERE name = '${complaintStream(number)}')`);
    file.close();
    await expect(assess(1)).rejects.toMatchObject({ name: 'StreamTampered', stream: complaintStream(number) });
    expect(await events()).toEqual(left);
  });
  it('finds a complaint by what it was received or corrected with, and repeats at start what a crash left out', async () => {
    const lookups = new Lookups(keys);
    const found = async () =>
      Promise.all([
        lookups.find('email', 'leyla@example.org'),
        lookups.find('phone', '+994501234567'),
        lookups.find('order', 'a-17'),
        lookups.find('order', 'A-18'),
      ]);
    const stream = complaintStream(number);
    expect(await found()).toEqual([[stream], [stream], [stream], []]);
    await correct('personal.orderNumber', 'A-18');
    expect((await found())[3]).toEqual([stream]);
    const emptied = new InMemoryKeyStore();
    emptied.keyOf = (stream) => keys.keyOf(stream);
    emptied.find = (name) => keys.find(name);
    expect(await new Lookups(emptied).catchUp(store)).toBe(7);
    const lookupKey = await emptied.lookupKey();
    expect(await emptied.findStreams(lookupHash(lookupKey, 'order', 'A-18'))).toEqual([stream]);
    expect(await new Lookups(emptied).catchUp(store)).toBe(0);
  });
  it('is not told to have failed where it is stored and only its look-ups are not; sent again it has them', async () => {
    const add = jest.spyOn(keys, 'addLookups').mockRejectedValueOnce(new KeysUnavailable('busy', new Error('busy')));
    const again = () => receive({ key: 'again' }, { ...letter, orderNumber: 'B-1' });
    await expect(again()).rejects.toThrow(OutcomeUnknown);
    const { number: received } = await again();
    add.mockRestore();
    expect(await new Lookups(keys).find('order', 'B-1')).toEqual([complaintStream(received)]);
  });
  it('stores nothing personal in clear, and erasing breaks no chain', async () => {
    const [first] = await events();
    const { brief } = JSON.parse(first!.data) as { brief: string };
    expect(first!.data).not.toMatch(/Leyla|Broken|شکسته|A-17|994/);
    const open = () => complaintCodec.open(new Sealer(keys), complaintStream(number), brief);
    expect(await open()).toEqual({ summary: 'Broken on arrival' });
    const stored = await assign(nigar, { key: 'before' });
    await keys.destroy(complaintStream(number), now);
    expect(await assign(nigar, { key: 'before' })).toEqual({ ...stored, number });
    await expect(acknowledge('any text')).rejects.toMatchObject({ broken: [{ code: 'complaint.erased' }] });
    expect(await open()).toBe('sealed');
    await expect(assign(omid)).rejects.toThrow(KeyDestroyed);
    await assess(1);
    expect(metadataOf((await events()).at(-1)!).request).toBeNull();
    expect(verifyStream(complaintStream(number), await events())).toEqual([]);
  });
  it('leaves no key behind when it is refused', async () => {
    const unknown = '264819037722';
    await expect(bus.execute(new AddNote(unknown, { text: 'x' }, asking()))).rejects.toThrow(RuleViolation);
    expect(await keys.find(complaintStream(unknown))).toBe('none');
  });
});
