import { numberOf } from '@redress/complaints';
import vectors from '../../../../test/golden/vectors.json';
import type { CfpbRow } from './cfpb-row';
import { clearTextOf, importCommandId, importNumbersToTry, Occurrences, sameOf } from './identity';

const row: CfpbRow = {
  row: 1,
  id: null,
  receivedOn: '2019-03-29',
  receivedAt: '2019-03-29T16:00:00.000Z',
  sentOn: null,
  sentAt: null,
  channel: 'web',
  channelWord: 'Web',
  product: 'Mortgage',
  category: 'Fees',
  region: 'FL',
  response: { kind: 'closed', outcome: 'explanation' },
  timely: true,
  disputed: null,
  columns: [{ name: 'Company', value: 'ACME, INC.' }],
  narrative: 'It broke',
  zip: '06513',
  tags: null,
  sealedColumns: [{ name: 'Company public response', value: 'No comment' }],
  flags: [],
};
const key = Buffer.alloc(32, 7);

describe('the number of an imported complaint', () => {
  it('is made of the register and its id, and a further one where it is taken', () => {
    const numbers = importNumbersToTry({ ...row, id: '3198084' });
    const golden = vectors.number.filter(({ parts }) => parts[0] === 'redress-import-number-1').map(({ number }) => number);
    expect([numbers.next().value, numbers.next().value]).toEqual(golden);
  });
  it('is made of what the row says in clear where there is no id', () => {
    const numbers = importNumbersToTry(row);
    const expected = ['0', '1'].map((k) => numberOf('redress-import-number-1', 'cfpb', clearTextOf(row), k));
    expect([numbers.next().value, numbers.next().value]).toEqual(expected);
  });
});

describe('the clear text of a row', () => {
  it('is written the same way for ever', () =>
    expect(clearTextOf(row)).toBe(
      '{"category":"Fees","channel":"web","channelWord":"Web","columns":[{"name":"Company","value":"ACME, INC."}],"disputed":false,"product":"Mortgage","receivedOn":"2019-03-29","region":"FL","response":{"kind":"closed","outcome":"explanation"},"sentOn":null,"timely":true}',
    ));
  it('holds nothing that is sealed, nor the place in the file', () =>
    expect(clearTextOf({ ...row, row: 9, disputed: false, narrative: 'x', zip: 'x', tags: 'x', sealedColumns: [], flags: ['x'] })).toBe(
      clearTextOf(row),
    ));
});

describe('a command id', () => {
  it('is that of the golden vectors', () => expect(importCommandId('3198084', 'ComplaintReceived')).toBe(vectors.ids.importCommand.uuid));
  it('differs by what was recorded', () =>
    expect(
      new Set([
        importCommandId('1', 'ComplaintResolved', 'explanation'),
        importCommandId('1', 'ComplaintResolved', 'monetary-relief'),
        importCommandId('1', 'DecisionCommunicated', 'explanation'),
        importCommandId('2', 'ComplaintResolved', 'explanation'),
        importCommandId('1', 'CorrectionRecorded', 'product', 'Mortgage'),
        importCommandId('1', 'CorrectionRecorded', 'region', 'Mortgage'),
      ]).size,
    ).toBe(6));
});

describe('the hash that recognises a row without an id', () => {
  it('is written the same way for ever', () =>
    expect(sameOf(key, row, 0)).toBe('2aa2a4cbd2d808679ea0e08e812b9fb65c3d347b33fc8db9454b72672c59c00f'));
  it('does not depend on the place in the file', () => expect(sameOf(key, { ...row, row: 2 }, 0)).toBe(sameOf(key, row, 0)));
  it('differs by any value, by the occurrence and by the key', () =>
    expect(
      new Set([
        sameOf(key, row, 0),
        sameOf(key, row, 1),
        sameOf(Buffer.alloc(32, 8), row, 0),
        sameOf(key, { ...row, narrative: null }, 0),
        sameOf(key, { ...row, zip: null }, 0),
        sameOf(key, { ...row, tags: 'x' }, 0),
        sameOf(key, { ...row, sealedColumns: [] }, 0),
        sameOf(key, { ...row, timely: false }, 0),
        sameOf(key, { ...row, disputed: true }, 0),
      ]).size,
    ).toBe(9));
});

describe('identical rows of a file', () => {
  it('are told apart by how many came before', () => {
    const occurrences = new Occurrences();
    const other = { ...row, zip: '330XX' };
    expect([row, other, { ...row, row: 3 }, other, row].map((each) => occurrences.of(each))).toEqual([0, 0, 1, 1, 2]);
  });
});
