import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { complaintCodec, complaintStream } from '@redress/complaints';
import { type EventStore, type ExpectedRevision, firstPrev, metadataOf, type NewEvent, OutcomeUnknown } from '@redress/event-store';
import { uuidOf } from '@redress/kernel';
import { fullExport } from './columns';
import { type Cells, now } from './examples.spec-support';
import { importCommandId } from './identity';
import { commandIdsOf, counted, eachWithRegister, importer, number, numberOf, without } from './register.spec-support';
const closedTypes = [
  'ComplaintReceived',
  'ComplaintAcknowledged',
  'ComplaintAssigned',
  'DecisionCommunicated',
  'ComplaintResolved',
  'ComplaintClosed',
  'TimelinessReported',
];
const progress: Cells = { 'Company response to consumer': 'In progress' };
const relief: Cells = { 'Company response to consumer': 'Closed with monetary relief' };
const disputed: Cells = { 'Consumer disputed?': 'Yes' };

describe('importing a copy', () => {
  const its = eachWithRegister();

  describe('a new row', () => {
    it('is one complaint, its facts in the order in which they must have happened', async () => {
      expect(await its.register.rows([disputed])).toEqual(counted({ imported: 1, events: 9 }));
      expect(await its.register.types(number)).toEqual([...closedTypes, 'ComplaintFollowedUp', 'ComplaintReopened']);
      expect((await its.register.state(number)).status).toBe('reopened');
    });
    it('is recorded by the importer, each fact by a command of its own that nobody asked for', async () => {
      await its.register.rows([progress]);
      const [first, second] = (await its.register.recorded(number)).map(metadataOf);
      const commandId = importCommandId('3198084', 'ComplaintReceived');
      expect(first).toEqual({
        schema: 1,
        commandId,
        request: null,
        actor: importer,
        recordedAt: now,
        correlationId: commandId,
        causationId: commandId,
        prev: firstPrev,
        hash: second!.prev,
      });
      const ids = (await its.register.recorded(number)).map(({ id }) => id);
      expect(ids).toEqual(
        commandIdsOf(await its.register.recorded(number)).map((each) => uuidOf('redress-event-id-1', complaintStream(number), each, '0')),
      );
    });
    it('is stored with what is personal sealed', async () => {
      await its.register.rows([{ 'Consumer complaint narrative': 'Ask Leyla', 'ZIP code': '06513', 'Consumer disputed?': 'No' }]);
      const [receipt] = await its.register.recorded(number);
      const { personal } = JSON.parse(receipt!.data) as { personal: string };
      expect([personal.startsWith('s1:ComplaintReceived:1:personal:'), receipt!.data.includes('Leyla')]).toEqual([true, false]);
      const columns = [{ name: 'Consumer disputed?', value: 'No' }];
      const key = await its.register.keys.keyOf(complaintStream(number));
      expect(complaintCodec.openWith(key, complaintStream(number), personal)).toEqual({ description: 'Ask Leyla', zip: '06513', columns });
    });
    it('that is rejected is told, and the others are taken', async () => {
      const rows = [{ 'Complaint ID': '1' }, { 'Date received': 'soon' }, { 'Complaint ID': '2' }];
      const rejected = [{ row: 2, reason: 'Date received is no date; write it as 2019-03-29.' }];
      expect(await its.register.rows(rows)).toEqual(counted({ rows: 3, imported: 2, events: 14, rejected }));
    });
    it('that looks wrong is taken and told', async () => {
      const flagged = [{ row: 1, reason: 'The date sent to the company is before the date received; both are kept as in the file.' }];
      expect(await its.register.rows([{ 'Date sent to company': '2019-03-01' }])).toEqual(counted({ imported: 1, events: 7, flagged }));
    });
    it('beyond the limit is not read', async () => {
      const rows = ['1', '2', '3'].map((id) => ({ 'Complaint ID': id }));
      expect(await its.register.rows(rows, fullExport, { limit: 2 })).toEqual(counted({ rows: 2, imported: 2, events: 14 }));
    });
  });

  describe('a row that is there already', () => {
    beforeEach(() => its.register.rows([{ 'ZIP code': '06513' }]));

    it('adds nothing', async () => expect(await its.register.rows([{ 'ZIP code': '06513' }])).toEqual(counted({ alreadyThere: 1 })));
    it('adds nothing from a copy with fewer columns or blank cells', async () => {
      const columns = without('ZIP code', 'Timely response?', 'Date sent to company', 'Issue');
      expect((await its.register.rows([{}], columns)).alreadyThere).toBe(1);
      expect((await its.register.rows([{ Issue: '', 'Company response to consumer': '' }])).alreadyThere).toBe(1);
    });
    it('adds nothing from the same copy after another one changed it', async () => {
      await its.register.rows([{ ...relief, 'Timely response?': 'No', 'ZIP code': '99999', Issue: 'Fees' }]);
      expect(await its.register.rows([{ 'ZIP code': '06513' }])).toEqual(counted({ alreadyThere: 1 }));
    });
    it('adds nothing where it stands twice in one file', async () =>
      expect(await its.register.rows([{ 'Complaint ID': '7' }, { 'Complaint ID': '7' }])).toEqual(
        counted({ rows: 2, imported: 1, alreadyThere: 1, events: 7 }),
      ));
    it('adds what a row far behind it knows more, while its own group is on its way', async () => {
      const many = Array.from({ length: 141 }, (_, n) => ({ 'Complaint ID': String(n + 10) }));
      expect(await its.register.rows([...many, { 'Complaint ID': '10', ...relief }])).toEqual(
        counted({ rows: 142, imported: 141, updated: 1, events: 141 * 7 + 3 }),
      );
    });
    it('adds what its second row in one file knows more', async () =>
      expect(
        await its.register.rows([
          { 'Complaint ID': '7', ...progress },
          { 'Complaint ID': '7', ...relief },
        ]),
      ).toEqual(counted({ rows: 2, imported: 1, updated: 1, events: 5 + 3 })));
  });

  describe('a dry run', () => {
    const rows: readonly Cells[] = [
      { 'ZIP code': '06519', ...relief },
      { 'Complaint ID': '7', ...progress },
      { 'Complaint ID': '7' },
      { 'Complaint ID': '7' },
      { 'Complaint ID': '' },
      { 'Complaint ID': '' },
      { 'Date received': 'soon' },
    ];
    it('counts what the real one does, and leaves nothing behind', async () => {
      await its.register.rows([{ 'ZIP code': '06513' }]);
      const head = await its.register.events.head();
      const dry = await its.register.rows(rows, fullExport, { dryRun: true });
      const [found, key] = [
        await its.register.events.head(),
        await its.register.keys.find(complaintStream(numberOf({ 'Complaint ID': '7' }))),
      ];
      expect([found, key]).toEqual([head, 'none']);
      expect(await its.register.rows(rows)).toEqual(dry);
      expect(dry).toEqual(
        counted({
          rows: 7,
          imported: 3,
          updated: 2,
          alreadyThere: 1,
          events: 4 + 5 + 3 + 7 + 7,
          rejected: [{ row: 7, reason: 'Date received is no date; write it as 2019-03-29.' }],
        }),
      );
    });
    it('leaves no folder behind, also when it fails', async () => {
      const before = process.env['TMPDIR'];
      const folder = mkdtempSync(join(tmpdir(), 'redress-empty-'));
      process.env['TMPDIR'] = folder;
      try {
        const breaking = Readable.from(
          (function* () {
            yield Buffer.from('Date received,Product,Complaint ID\n2019-03-29,Mortgage,1\n'.padEnd(70_000, '\n'));
            throw new Error('the pipe broke');
          })(),
        );
        await expect(its.register.file(breaking, { dryRun: true })).rejects.toThrow('the pipe broke');
        expect(readdirSync(folder)).toEqual([]);
      } finally {
        if (before === undefined) delete process.env['TMPDIR'];
        else process.env['TMPDIR'] = before;
        rmSync(folder, { recursive: true });
      }
      expect(existsSync(its.register.folder)).toBe(true);
    });
  });

  describe('what others store at the same time', () => {
    /** Another import of the same copy is always a moment earlier, or the answer to an append is lost. */
    const troubled = (trouble: (append: () => ReturnType<EventStore['append']>) => ReturnType<EventStore['append']>) =>
      Object.assign(Object.create(its.register.events) as EventStore, {
        append: (stream: string, events: readonly NewEvent[], expected: ExpectedRevision) =>
          trouble(() => its.register.events.append(stream, events, expected)),
      });
    it('is found instead of being stored twice', async () => {
      let first = true;
      const events = troubled(async (append) => {
        if (first) await its.register.rows([{}]);
        first = false;
        return append();
      });
      expect(await its.register.rows([{}], fullExport, { events })).toEqual(counted({ imported: 1, events: 7 }));
      expect((await its.register.types(number)).length).toBe(7);
    });
    it.each([
      ['before', 1],
      ['after', 0],
    ])('is read where an answer was lost %s the commit', async (when, imported) => {
      let first = true;
      const events = troubled(async (append) => {
        const appended = first && when === 'before' ? null : await append();
        if (!first && appended) return appended;
        first = false;
        throw new OutcomeUnknown('the writer ended');
      });
      expect(await its.register.rows([{}], fullExport, { events })).toEqual(
        counted({ imported, alreadyThere: 1 - imported, events: 7 * imported }),
      );
      expect((await its.register.types(number)).length).toBe(7);
    });
    it('ends the import where it goes on and on', async () => {
      const events = troubled(() => Promise.reject(new OutcomeUnknown('the writer ended')));
      await expect(its.register.rows([{}], fullExport, { events })).rejects.toThrow('the writer ended');
    });
  });
});
