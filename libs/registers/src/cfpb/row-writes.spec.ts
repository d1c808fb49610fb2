import { complaintStream } from '@redress/complaints';
import { firstPrev, link } from '@redress/event-store';
import { type Cells, now } from './examples.spec-support';
import { importCommandId } from './identity';
import { commandIdsOf, counted, eachWithRegister, importer, number, numberOf, without } from './register.spec-support';

describe('the complaint of a row', () => {
  const its = eachWithRegister();

  describe('rows without an id', () => {
    const anonymous: Cells = { 'Complaint ID': '' };
    const columns = without('Complaint ID');
    const rows: readonly Cells[] = [
      { ...anonymous, 'ZIP code': '06513' },
      { ...anonymous, 'ZIP code': '06519' },
      { ...anonymous, 'ZIP code': '06513' },
    ];
    it('are complaints of their own, identical ones too, and are found again in any order', async () => {
      expect(await its.register.rows(rows, columns)).toEqual(
        counted({ rows: 3, imported: 3, events: 21, columnsNotFound: ['Complaint ID'] }),
      );
      expect(await its.register.rows([rows[1]!, rows[0]!, rows[2]!], columns)).toEqual(
        counted({ rows: 3, alreadyThere: 3, columnsNotFound: ['Complaint ID'] }),
      );
      expect((await its.register.rows([...rows, rows[0]!], columns)).imported).toBe(1);
    });
    it('go by the number in the ids of their facts', async () => {
      await its.register.rows([anonymous], columns);
      const own = numberOf(anonymous);
      expect(commandIdsOf(await its.register.recorded(own))[0]).toBe(importCommandId(own, 'ComplaintReceived'));
    });
    it('count as there where the key was destroyed, since nobody can tell them apart any more', async () => {
      await its.register.rows([rows[0]!], columns);
      await its.register.keys.destroy(complaintStream(numberOf(anonymous)), now);
      const reason = 'The personal data of this complaint was erased; what is personal in this row was not kept.';
      expect(await its.register.rows([rows[0]!], columns)).toEqual(
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
      await its.register.events.append(complaintStream(planted), events, 'no-stream');
    };
    it('is passed by for the next one, also when the row comes again', async () => {
      await plant(number);
      expect((await its.register.rows([{}])).imported).toBe(1);
      expect((await its.register.types(numberOf({}, 1))).length).toBe(7);
      expect(await its.register.rows([{}])).toEqual(counted({ alreadyThere: 1 }));
    });
    it('is passed by for the second next one where two are taken, with and without an id', async () => {
      const anonymous: Cells = { 'Complaint ID': '' };
      for (const each of [{}, anonymous]) for (const k of [0, 1]) await plant(numberOf(each, k));
      expect((await its.register.rows([{}, anonymous])).imported).toBe(2);
      expect([(await its.register.types(numberOf({}, 2))).length, (await its.register.types(numberOf(anonymous, 2))).length]).toEqual([
        7, 7,
      ]);
    });
  });
});
