import { Complaints, complaintStream } from '@redress/complaints';
import { Adoptions, beginFirstDay, preset } from '@redress/deadlines';
import type { Pin } from '@redress/kernel';
import { valueHash } from '@redress/sealing';
import { Staff } from '@redress/staff';
import { collect } from '@redress/testing';
import { type Cells, now } from './examples.spec-support';
import { importCommandId } from './identity';
import { commandIdsOf, counted, eachWithRegister, importer, number, without } from './register.spec-support';
const progress: Cells = { 'Company response to consumer': 'In progress' };
const relief: Cells = { 'Company response to consumer': 'Closed with monetary relief' };
const disputed: Cells = { 'Consumer disputed?': 'Yes' };

describe('a complaint of a copy that is known', () => {
  const its = eachWithRegister();

  describe('a row that knows more', () => {
    it('corrects what the first copy lacked in clear', async () => {
      await its.register.rows([{}], without('Issue', 'Company'));
      const report = await its.register.rows([{ Company: 'ACME, INC.' }]);
      expect(report).toEqual(counted({ updated: 1, events: 2 }));
      const source = { register: 'cfpb', file: 'stdin', row: 1, id: '3198084' };
      const correction = { at: now, revision: 0, of: 'ComplaintReceived', from: null, source };
      const added = (await its.register.recorded(number)).slice(7);
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
      await its.register.rows(
        [{ 'ZIP code': '06513', 'Consumer complaint narrative': 'It broke' }],
        without('Tags', 'Company public response'),
      );
      const more: Cells = { 'ZIP code': '06519', Tags: 'Servicemember', 'Company public response': 'No comment' };
      expect((await its.register.rows([{ ...more, 'Consumer complaint narrative': '' }])).events).toBe(3);
      const { at, corrected, ...rest } = await its.register.lastData(number);
      expect([at, rest['path'], 'to' in rest, 'from' in rest]).toEqual([now, 'personal.columns.Company public response', false, false]);
      expect(corrected).toEqual({
        description: 'It broke',
        zip: '06519',
        tags: 'Servicemember',
        columns: [{ name: 'Company public response', value: 'No comment' }],
      });
      const key = await its.register.keys.keyOf(complaintStream(number));
      const paths = [
        ['personal.zip', '06519'],
        ['personal.tags', 'Servicemember'],
        ['personal.columns.Company public response', 'No comment'],
      ] as const;
      expect(commandIdsOf((await its.register.recorded(number)).slice(7))).toEqual(
        paths.map(([path, value]) => importCommandId('3198084', 'CorrectionRecorded', path, valueHash(key, value))),
      );
      expect((await its.register.rows([more])).alreadyThere).toBe(1);
    });
    it('answers what was in progress', async () => {
      await its.register.rows([progress]);
      expect((await its.register.rows([relief])).updated).toBe(1);
      expect(await its.register.types(number)).toEqual([
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
      await its.register.rows([{}]);
      expect(await its.register.rows([progress])).toEqual(counted({ alreadyThere: 1 }));
    });
    it('resolves and closes anew with another outcome, the last one counting', async () => {
      await its.register.rows([{}]);
      expect((await its.register.rows([relief])).events).toBe(3);
      expect((await its.register.types(number)).slice(7)).toEqual(['DecisionCommunicated', 'ComplaintResolved', 'ComplaintClosed']);
      expect((await its.register.state(number)).status).toBe('closed');
    });
    it('reports another verdict', async () => {
      await its.register.rows([{}]);
      expect((await its.register.rows([{ 'Timely response?': 'No' }])).events).toBe(1);
      expect((await its.register.lastData(number))['met']).toBe(false);
    });
    it('disputes what was closed', async () => {
      await its.register.rows([{}]);
      expect((await its.register.rows([disputed])).events).toBe(2);
      expect((await its.register.state(number)).status).toBe('reopened');
    });
    it('corrects the day of sending in both events that it dates', async () => {
      await its.register.rows([{}]);
      expect((await its.register.rows([{ 'Date sent to company': '2019-04-02' }])).events).toBe(2);
      const corrections = (await its.register.recorded(number)).slice(7).map(({ data }) => JSON.parse(data) as Record<string, unknown>);
      const [from, to] = ['2019-04-01T16:00:00.000Z', '2019-04-02T16:00:00.000Z'];
      expect(corrections.map(({ revision, of, path, from: was, to: is }) => [revision, of, path, was, is])).toEqual([
        [1, 'ComplaintAcknowledged', 'at', from, to],
        [2, 'ComplaintAssigned', 'at', from, to],
      ]);
      expect((await its.register.rows([{ 'Date sent to company': '2019-04-02' }])).alreadyThere).toBe(1);
    });
    it('hands over late what was received first, and what is disputed stays reopened', async () => {
      await its.register.rows([disputed], without('Date sent to company'));
      expect((await its.register.rows([disputed])).events).toBe(2);
      const { status, organisation, acknowledged } = await its.register.state(number);
      expect([status, organisation, acknowledged]).toEqual(['reopened', 'company', true]);
    });
    it('is refused where it makes the sealed texts too long, and the others are taken', async () => {
      const long = 'x'.repeat(60_000);
      await its.register.rows([{ 'Consumer complaint narrative': long }]);
      const reason = 'Together with what is known of this complaint its texts are longer than an event or an append can hold.';
      expect(await its.register.rows([{ 'Company public response': long }, { 'Complaint ID': '2' }])).toEqual(
        counted({ rows: 2, imported: 1, events: 7, rejected: [{ row: 1, reason }] }),
      );
    });
  });

  describe('an erased complaint', () => {
    const personal: Cells = { 'ZIP code': '06513', 'Consumer complaint narrative': 'Ask Leyla' };
    const erased = 'The personal data of this complaint was erased; what is personal in this row was not kept.';

    it('takes what is not personal, and says that the rest was not kept', async () => {
      await its.register.rows([{ ...personal, ...progress }]);
      await its.register.keys.destroy(complaintStream(number), now);
      const report = await its.register.rows([{ ...personal, ...relief, Tags: 'Servicemember', State: 'FL' }]);
      expect(report).toEqual(counted({ updated: 1, events: 4, flagged: [{ row: 1, reason: erased }] }));
      expect((await its.register.rows([progress])).alreadyThere).toBe(1);
    });
    it('comes back without its texts where an older backup lacks it', async () => {
      await its.register.keys.destroy(complaintStream(number), now);
      const report = await its.register.rows([personal]);
      expect(report).toEqual(counted({ imported: 1, events: 7, flagged: [{ row: 1, reason: erased }] }));
      expect((await its.register.recorded(number))[0]!.data.includes('Leyla')).toBe(false);
      expect('personal' in (JSON.parse((await its.register.recorded(number))[0]!.data) as object)).toBe(false);
    });
  });

  describe('a complaint that a person took over', () => {
    const asking = { actor: { id: 'staff-leyla', role: 'supervisor' }, now } as const;
    const personal: Cells = { 'Consumer complaint narrative': 'It broke' };
    const assessment = {
      severity: 2,
      safety: false,
      complexity: 'low',
      impact: 'low',
      immediateActionNeeded: false,
      immediateActionPossible: false,
      resolvability: 'resolvable',
      category: null,
      subjects: [],
    } as const;
    /** Gives it to a handler and corrects its text, as the API would. */
    const takeOver = async (): Promise<string> => {
      const { events, keys } = its.register;
      const versions = await beginFirstDay(events, 'UTC', importer, now);
      const staff = new Staff(events, keys);
      const { id } = await staff.add({ at: now, name: 'Nigar', team: 'cards', roles: ['agent'] }, { ...asking, actor: importer });
      const complaints = new Complaints(events, keys, staff, versions);
      await complaints.handle(number, { type: 'AssessComplaint', at: now, ...assessment }, {}, asking);
      await complaints.handle(number, { type: 'AssignComplaint', at: now, handler: id, conflicts: [], reason: 'Knows cards' }, {}, asking);
      const correction = { revision: 0, path: 'personal.description', value: 'It broke twice', reason: 'typed wrongly' };
      await complaints.handle(number, { type: 'CorrectComplaint', at: now, ...correction }, {}, asking);
      return id;
    };

    it('is not disturbed when the copy is imported again', async () => {
      await its.register.rows([{ ...personal, ...progress }]);
      await takeOver();
      expect((await its.register.types(number)).slice(5)).toEqual([
        'PolicyPinned',
        'ComplaintAssessed',
        'ComplaintAssigned',
        'CorrectionRecorded',
      ]);
      expect(await its.register.rows([{ ...personal, ...progress }])).toEqual(counted({ alreadyThere: 1 }));
    });
    it('falls under the policy that fits it by then', async () => {
      const { events, keys } = its.register;
      await its.register.rows([{ ...personal, ...progress }]);
      const adoptions = new Adoptions(events, keys, await beginFirstDay(events, 'UTC', importer, now));
      const ours = { ...preset('iso10002-default').text, applies: { kinds: ['complaint'] } };
      await adoptions.adopt('policy', 'ours', ours, { actor: { id: 'staff-kamran', role: 'admin' }, now });
      await takeOver();
      const pinned = (await collect(events.read(complaintStream(number)))).filter(({ type }) => type === 'PolicyPinned');
      const pins = pinned.map(({ data }) => JSON.parse(data) as { policy: Pin; calendar: Pin; reason: string });
      expect(pins.map(({ policy, calendar, reason }) => [policy.id, calendar.id, reason])).toEqual([['ours', 'every-day', 'taken-over']]);
    });
    it('gets what another copy adds on top of what the person corrected', async () => {
      await its.register.rows([{ ...personal, ...progress }], without('ZIP code'));
      await takeOver();
      await its.register.rows([{ ...personal, ...progress, 'ZIP code': '06513' }]);
      expect((await its.register.lastData(number))['corrected']).toEqual({ description: 'It broke twice', zip: '06513' });
    });
    it('stays with the person where another copy tells only then when the company got it', async () => {
      await its.register.rows([progress], without('Date sent to company', 'Company response to consumer', 'Timely response?'));
      const handler = await takeOver();
      expect((await its.register.rows([progress])).events).toBe(3);
      const state = await its.register.state(number);
      expect([state.handler, state.organisation, state.acknowledged]).toEqual([handler, null, true]);
    });
  });
});
