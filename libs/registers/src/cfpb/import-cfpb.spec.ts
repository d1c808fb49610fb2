import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { complaintCodec, complaintStream } from '@redress/complaints';
import { type EventStore, type ExpectedRevision, link, firstPrev, metadataOf, type NewEvent, OutcomeUnknown } from '@redress/event-store';
import { uuidOf } from '@redress/kernel';
import { valueHash } from '@redress/sealing';
import { type ColumnName, fullExport } from './columns';
import { type Cells, now, rowOf } from './examples.spec-support';
import { importCommandId, importNumbersToTry } from './identity';
import type { ImportReport } from './import-cfpb';
import { commandIdsOf, importer, TestRegister } from './register.spec-support';

const numberOf = (cells: Cells = {}, k = 0): string => {
  const numbers = importNumbersToTry(rowOf(cells));
  for (let skipped = 0; skipped < k; skipped += 1) numbers.next();
  return numbers.next().value;
};
const number = numberOf();
const without = (...names: readonly ColumnName[]): readonly ColumnName[] => fullExport.filter((name) => !names.includes(name));
const closedTypes = [
  'ComplaintReceived',
  'ComplaintAcknowledged',
  'ComplaintAssigned',
  'DecisionCommunicated',
  'ComplaintResolved',
  'ComplaintClosed',
  'TimelinessReported',
];
const counted = (report: Partial<ImportReport>): ImportReport => ({
  rows: 1,
  imported: 0,
  updated: 0,
  alreadyThere: 0,
  rejected: [],
  flagged: [],
  columnsNotFound: [],
  events: 0,
  ...report,
});
const progress: Cells = { 'Company response to consumer': 'In progress' };
const relief: Cells = { 'Company response to consumer': 'Closed with monetary relief' };
const disputed: Cells = { 'Consumer disputed?': 'Yes' };

describe('importing a copy', () => {
  let register: TestRegister;
  beforeEach(() => {
    register = new TestRegister();
  });
  /** Whatever a test did, the log must verify. */
  afterEach(async () => {
    const problems = await register.problems();
    await register.close();
    expect(problems).toEqual([]);
  });

  describe('a new row', () => {
    it('is one complaint, its facts in the order in which they must have happened', async () => {
      expect(await register.rows([disputed])).toEqual(counted({ imported: 1, events: 9 }));
      expect(await register.types(number)).toEqual([...closedTypes, 'ComplaintFollowedUp', 'ComplaintReopened']);
      expect((await register.state(number)).status).toBe('reopened');
    });
    it('is recorded by the importer, each fact by a command of its own that nobody asked for', async () => {
      await register.rows([progress]);
      const [first, second] = (await register.recorded(number)).map(metadataOf);
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
      const ids = (await register.recorded(number)).map(({ id }) => id);
      expect(ids).toEqual(
        commandIdsOf(await register.recorded(number)).map((each) => uuidOf('redress-event-id-1', complaintStream(number), each, '0')),
      );
    });
    it('is stored with what is personal sealed', async () => {
      await register.rows([{ 'Consumer complaint narrative': 'Ask Leyla', 'ZIP code': '06513', 'Consumer disputed?': 'No' }]);
      const [receipt] = await register.recorded(number);
      const { personal } = JSON.parse(receipt!.data) as { personal: string };
      expect([personal.startsWith('s1:ComplaintReceived:1:personal:'), receipt!.data.includes('Leyla')]).toEqual([true, false]);
      const columns = [{ name: 'Consumer disputed?', value: 'No' }];
      const key = await register.keys.keyOf(complaintStream(number));
      expect(complaintCodec.openWith(key, complaintStream(number), personal)).toEqual({ description: 'Ask Leyla', zip: '06513', columns });
    });
    it('that is rejected is told, and the others are taken', async () => {
      const rows = [{ 'Complaint ID': '1' }, { 'Date received': 'soon' }, { 'Complaint ID': '2' }];
      const rejected = [{ row: 2, reason: 'Date received is no date; write it as 2019-03-29.' }];
      expect(await register.rows(rows)).toEqual(counted({ rows: 3, imported: 2, events: 14, rejected }));
    });
    it('that looks wrong is taken and told', async () => {
      const flagged = [{ row: 1, reason: 'The date sent to the company is before the date received; both are kept as in the file.' }];
      expect(await register.rows([{ 'Date sent to company': '2019-03-01' }])).toEqual(counted({ imported: 1, events: 7, flagged }));
    });
    it('beyond the limit is not read', async () => {
      const rows = ['1', '2', '3'].map((id) => ({ 'Complaint ID': id }));
      expect(await register.rows(rows, fullExport, { limit: 2 })).toEqual(counted({ rows: 2, imported: 2, events: 14 }));
    });
  });

  describe('a row that is there already', () => {
    beforeEach(() => register.rows([{ 'ZIP code': '06513' }]));

    it('adds nothing', async () => expect(await register.rows([{ 'ZIP code': '06513' }])).toEqual(counted({ alreadyThere: 1 })));
    it('adds nothing from a copy with fewer columns or blank cells', async () => {
      const columns = without('ZIP code', 'Timely response?', 'Date sent to company', 'Issue');
      expect((await register.rows([{}], columns)).alreadyThere).toBe(1);
      expect((await register.rows([{ Issue: '', 'Company response to consumer': '' }])).alreadyThere).toBe(1);
    });
    it('adds nothing from the same copy after another one changed it', async () => {
      await register.rows([{ ...relief, 'Timely response?': 'No', 'ZIP code': '99999', Issue: 'Fees' }]);
      expect(await register.rows([{ 'ZIP code': '06513' }])).toEqual(counted({ alreadyThere: 1 }));
    });
    it('adds nothing where it stands twice in one file', async () =>
      expect(await register.rows([{ 'Complaint ID': '7' }, { 'Complaint ID': '7' }])).toEqual(
        counted({ rows: 2, imported: 1, alreadyThere: 1, events: 7 }),
      ));
    it('adds what its second row in one file knows more', async () =>
      expect(
        await register.rows([
          { 'Complaint ID': '7', ...progress },
          { 'Complaint ID': '7', ...relief },
        ]),
      ).toEqual(counted({ rows: 2, imported: 1, updated: 1, events: 5 + 3 })));
  });

  describe('a row that knows more', () => {
    it('corrects what the first copy lacked in clear', async () => {
      await register.rows([{}], without('Issue', 'Company'));
      const report = await register.rows([{ Company: 'ACME, INC.' }]);
      expect(report).toEqual(counted({ updated: 1, events: 2 }));
      const source = { register: 'cfpb', file: 'stdin', row: 1, id: '3198084' };
      const correction = { at: now, revision: 0, of: 'ComplaintReceived', from: null, source };
      const added = (await register.recorded(number)).slice(7);
      expect(added.map(({ type, data }) => [type, JSON.parse(data) as object])).toEqual([
        ['CorrectionRecorded', { ...correction, path: 'category', to: 'Trouble during payment process' }],
        ['CorrectionRecorded', { ...correction, path: 'source.columns.Company', to: 'ACME, INC.' }],
      ]);
      expect(commandIdsOf(added)).toEqual([
        importCommandId('3198084', 'CorrectionRecorded', 'category', 'Trouble during payment process'),
        importCommandId('3198084', 'CorrectionRecorded', 'source.columns.Company', 'ACME, INC.'),
      ]);
    });
    it('corrects what is sealed by the whole part sealed anew, under an id that nobody can guess', async () => {
      await register.rows(
        [{ 'ZIP code': '06513', 'Consumer complaint narrative': 'It broke' }],
        without('Tags', 'Company public response'),
      );
      const more: Cells = { 'ZIP code': '06519', Tags: 'Servicemember', 'Company public response': 'No comment' };
      expect((await register.rows([{ ...more, 'Consumer complaint narrative': '' }])).events).toBe(3);
      const { at, corrected, ...rest } = await register.lastData(number);
      expect([at, rest['path'], 'to' in rest, 'from' in rest]).toEqual([now, 'personal.columns.Company public response', false, false]);
      expect(corrected).toEqual({
        description: 'It broke',
        zip: '06519',
        tags: 'Servicemember',
        columns: [{ name: 'Company public response', value: 'No comment' }],
      });
      const key = await register.keys.keyOf(complaintStream(number));
      const paths = [
        ['personal.zip', '06519'],
        ['personal.tags', 'Servicemember'],
        ['personal.columns.Company public response', 'No comment'],
      ] as const;
      expect(commandIdsOf((await register.recorded(number)).slice(7))).toEqual(
        paths.map(([path, value]) => importCommandId('3198084', 'CorrectionRecorded', path, valueHash(key, value))),
      );
      expect((await register.rows([more])).alreadyThere).toBe(1);
    });
    it('answers what was in progress', async () => {
      await register.rows([progress]);
      expect((await register.rows([relief])).updated).toBe(1);
      expect(await register.types(number)).toEqual([
        'ComplaintReceived',
        'ComplaintAcknowledged',
        'ComplaintAssigned',
        'ProgressUpdateSent',
        'TimelinessReported',
        'DecisionCommunicated',
        'ComplaintResolved',
        'ComplaintClosed',
      ]);
    });
    it('adds no update after the answer', async () => {
      await register.rows([{}]);
      expect(await register.rows([progress])).toEqual(counted({ alreadyThere: 1 }));
    });
    it('resolves and closes anew with another outcome, the last one counting', async () => {
      await register.rows([{}]);
      expect((await register.rows([relief])).events).toBe(3);
      expect((await register.types(number)).slice(7)).toEqual(['DecisionCommunicated', 'ComplaintResolved', 'ComplaintClosed']);
      expect((await register.state(number)).status).toBe('closed');
    });
    it('reports another verdict', async () => {
      await register.rows([{}]);
      expect((await register.rows([{ 'Timely response?': 'No' }])).events).toBe(1);
      expect((await register.lastData(number))['met']).toBe(false);
    });
    it('disputes what was closed', async () => {
      await register.rows([{}]);
      expect((await register.rows([disputed])).events).toBe(2);
      expect((await register.state(number)).status).toBe('reopened');
    });
    it('corrects the day of sending in both events that it dates', async () => {
      await register.rows([{}]);
      expect((await register.rows([{ 'Date sent to company': '2019-04-02' }])).events).toBe(2);
      const corrections = (await register.recorded(number)).slice(7).map(({ data }) => JSON.parse(data) as Record<string, unknown>);
      const [from, to] = ['2019-04-01T16:00:00.000Z', '2019-04-02T16:00:00.000Z'];
      expect(corrections.map(({ revision, of, path, from: was, to: is }) => [revision, of, path, was, is])).toEqual([
        [1, 'ComplaintAcknowledged', 'at', from, to],
        [2, 'ComplaintAssigned', 'at', from, to],
      ]);
      expect((await register.rows([{ 'Date sent to company': '2019-04-02' }])).alreadyThere).toBe(1);
    });
    it('hands over late what was received first, and what is disputed stays reopened', async () => {
      await register.rows([disputed], without('Date sent to company'));
      expect((await register.rows([disputed])).events).toBe(2);
      const { status, organisation, acknowledged } = await register.state(number);
      expect([status, organisation, acknowledged]).toEqual(['reopened', 'company', true]);
    });
    it('is refused where it makes the sealed texts too long, and the others are taken', async () => {
      const long = 'x'.repeat(60_000);
      await register.rows([{ 'Consumer complaint narrative': long }]);
      const reason = 'Together with what is known of this complaint its texts are longer than an event or an append can hold.';
      expect(await register.rows([{ 'Company public response': long }, { 'Complaint ID': '2' }])).toEqual(
        counted({ rows: 2, imported: 1, events: 7, rejected: [{ row: 1, reason }] }),
      );
    });
  });

  describe('rows without an id', () => {
    const anonymous: Cells = { 'Complaint ID': '' };
    const columns = without('Complaint ID');
    const rows: readonly Cells[] = [
      { ...anonymous, 'ZIP code': '06513' },
      { ...anonymous, 'ZIP code': '06519' },
      { ...anonymous, 'ZIP code': '06513' },
    ];
    it('are complaints of their own, identical ones too, and are found again in any order', async () => {
      expect(await register.rows(rows, columns)).toEqual(counted({ rows: 3, imported: 3, events: 21, columnsNotFound: ['Complaint ID'] }));
      expect(await register.rows([rows[1]!, rows[0]!, rows[2]!], columns)).toEqual(
        counted({ rows: 3, alreadyThere: 3, columnsNotFound: ['Complaint ID'] }),
      );
      expect((await register.rows([...rows, rows[0]!], columns)).imported).toBe(1);
    });
    it('go by the number in the ids of their facts', async () => {
      await register.rows([anonymous], columns);
      const own = numberOf(anonymous);
      expect(commandIdsOf(await register.recorded(own))[0]).toBe(importCommandId(own, 'ComplaintReceived'));
    });
    it('count as there where the key was destroyed, since nobody can tell them apart any more', async () => {
      await register.rows([rows[0]!], columns);
      await register.keys.destroy(complaintStream(numberOf(anonymous)), now);
      const reason = 'The personal data of this complaint was erased; what is personal in this row was not kept.';
      expect(await register.rows([rows[0]!], columns)).toEqual(
        counted({ alreadyThere: 1, columnsNotFound: ['Complaint ID'], flagged: [{ row: 1, reason }] }),
      );
    });
  });

  describe('a number that another complaint has', () => {
    const plant = async (planted: string): Promise<void> => {
      const cause = { commandId: 'c', request: null, actor: importer, recordedAt: now };
      const data = { number: planted, receivedAt: now, subjects: [], policy: null, source: null };
      const draft = { type: 'ComplaintReceived', schema: 1, data };
      const { events } = link(complaintStream(planted), [draft], cause, { revision: -1, hash: firstPrev });
      await register.events.append(complaintStream(planted), events, 'no-stream');
    };
    it('is passed by for the next one, also when the row comes again', async () => {
      await plant(number);
      expect((await register.rows([{}])).imported).toBe(1);
      expect((await register.types(numberOf({}, 1))).length).toBe(7);
      expect(await register.rows([{}])).toEqual(counted({ alreadyThere: 1 }));
    });
    it('is passed by for the second next one where two are taken, with and without an id', async () => {
      const anonymous: Cells = { 'Complaint ID': '' };
      for (const each of [{}, anonymous]) for (const k of [0, 1]) await plant(numberOf(each, k));
      expect((await register.rows([{}, anonymous])).imported).toBe(2);
      expect([(await register.types(numberOf({}, 2))).length, (await register.types(numberOf(anonymous, 2))).length]).toEqual([7, 7]);
    });
  });

  describe('an erased complaint', () => {
    const personal: Cells = { 'ZIP code': '06513', 'Consumer complaint narrative': 'Ask Leyla' };
    const erased = 'The personal data of this complaint was erased; what is personal in this row was not kept.';

    it('takes what is not personal, and says that the rest was not kept', async () => {
      await register.rows([{ ...personal, ...progress }]);
      await register.keys.destroy(complaintStream(number), now);
      const report = await register.rows([{ ...personal, ...relief, Tags: 'Servicemember', State: 'FL' }]);
      expect(report).toEqual(counted({ updated: 1, events: 4, flagged: [{ row: 1, reason: erased }] }));
      expect((await register.rows([progress])).alreadyThere).toBe(1);
    });
    it('comes back without its texts where an older backup lacks it', async () => {
      await register.keys.destroy(complaintStream(number), now);
      const report = await register.rows([personal]);
      expect(report).toEqual(counted({ imported: 1, events: 7, flagged: [{ row: 1, reason: erased }] }));
      expect((await register.recorded(number))[0]!.data.includes('Leyla')).toBe(false);
      expect('personal' in (JSON.parse((await register.recorded(number))[0]!.data) as object)).toBe(false);
    });
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
      await register.rows([{ 'ZIP code': '06513' }]);
      const head = await register.events.head();
      const dry = await register.rows(rows, fullExport, { dryRun: true });
      const [found, key] = [await register.events.head(), await register.keys.find(complaintStream(numberOf({ 'Complaint ID': '7' })))];
      expect([found, key]).toEqual([head, 'none']);
      expect(await register.rows(rows)).toEqual(dry);
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
        await expect(register.file(breaking, { dryRun: true })).rejects.toThrow('the pipe broke');
        expect(readdirSync(folder)).toEqual([]);
      } finally {
        if (before === undefined) delete process.env['TMPDIR'];
        else process.env['TMPDIR'] = before;
        rmSync(folder, { recursive: true });
      }
      expect(existsSync(register.folder)).toBe(true);
    });
  });

  describe('what others store at the same time', () => {
    /** Another import of the same copy is always a moment earlier, or the answer to an append is lost. */
    const troubled = (trouble: (append: () => ReturnType<EventStore['append']>) => ReturnType<EventStore['append']>) =>
      Object.assign(Object.create(register.events) as EventStore, {
        append: (stream: string, events: readonly NewEvent[], expected: ExpectedRevision) =>
          trouble(() => register.events.append(stream, events, expected)),
      });
    it('is found instead of being stored twice', async () => {
      let first = true;
      const events = troubled(async (append) => {
        if (first) await register.rows([{}]);
        first = false;
        return append();
      });
      expect(await register.rows([{}], fullExport, { events })).toEqual(counted({ imported: 1, events: 7 }));
      expect((await register.types(number)).length).toBe(7);
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
      expect(await register.rows([{}], fullExport, { events })).toEqual(
        counted({ imported, alreadyThere: 1 - imported, events: 7 * imported }),
      );
      expect((await register.types(number)).length).toBe(7);
    });
    it('ends the import where it goes on and on', async () => {
      const events = troubled(() => Promise.reject(new OutcomeUnknown('the writer ended')));
      await expect(register.rows([{}], fullExport, { events })).rejects.toThrow('the writer ended');
    });
  });
});
