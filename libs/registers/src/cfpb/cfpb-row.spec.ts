import { type CfpbRow, cfpbRow } from './cfpb-row';
import { columnsOf, fullExport } from './columns';
import { type Cells, now, usual } from './examples.spec-support';
import type { Rejected } from './read-register';

const full = columnsOf(fullExport)!;
const mapped = (cells: Cells): CfpbRow | Rejected =>
  cfpbRow(full, { row: 1, cells: fullExport.map((name) => ({ ...usual, ...cells })[name] ?? '') }, now);
const expected: CfpbRow = {
  row: 1,
  id: '3198084',
  receivedOn: '2019-03-29',
  receivedAt: '2019-03-29T16:00:00.000Z',
  sentOn: '2019-04-01',
  sentAt: '2019-04-01T16:00:00.000Z',
  channel: 'web',
  channelWord: 'Web',
  product: 'Mortgage',
  category: 'Trouble during payment process',
  region: null,
  response: { kind: 'closed', outcome: 'explanation' },
  timely: true,
  disputed: null,
  columns: [],
  narrative: null,
  zip: null,
  tags: null,
  sealedColumns: [],
  flags: [],
};

describe('a row of the register', () => {
  it('becomes codes, days and instants', () => expect(mapped({})).toEqual(expected));

  it('keeps word for word, in clear, what maps to nothing of ours', () =>
    expect(mapped({ Company: 'ACME, INC.', 'Sub-product': 'ARM', 'Sub-issue': 'Fees', 'Consumer consent provided?': 'N/A' })).toEqual({
      ...expected,
      columns: [
        { name: 'Company', value: 'ACME, INC.' },
        { name: 'Sub-product', value: 'ARM' },
        { name: 'Sub-issue', value: 'Fees' },
        { name: 'Consumer consent provided?', value: 'N/A' },
      ],
    }));

  it('keeps word for word, to be sealed, what may say who it is about', () => {
    const narrative = ' My "bank"\r\n took XXXX ';
    const tags = 'Older American, Servicemember';
    expect(
      mapped({ 'Consumer complaint narrative': narrative, 'ZIP code': '06513', Tags: tags, 'Company public response': 'No comment' }),
    ).toEqual({
      ...expected,
      narrative,
      zip: '06513',
      tags,
      sealedColumns: [{ name: 'Company public response', value: 'No comment' }],
    });
  });

  it('keeps the columns that only its copy has, to be sealed', () => {
    const columns = columnsOf(['Date received', 'Issue', 'Complaint ID', 'Remarks', 'Batch'])!;
    const row = cfpbRow(columns, { row: 7, cells: ['3/29/2019', 'Fees', '5', 'call back', ''] }, now) as CfpbRow;
    expect([row.sealedColumns, row.product, row.response, row.timely]).toEqual([
      [{ name: 'Remarks', value: 'call back' }],
      null,
      { kind: 'none', outcome: null },
      null,
    ]);
  });

  it('has no id where its cell is blank', () => expect(mapped({ 'Complaint ID': ' ' })).toEqual({ ...expected, id: null }));
  it('has the same id where a table made a decimal of it', () => expect(mapped({ 'Complaint ID': '3198084.0' })).toEqual(expected));
  it('is disputed only where it says Yes', () =>
    expect(['Yes', 'No', 'N/A', ''].map((word) => (mapped({ 'Consumer disputed?': word }) as CfpbRow).disputed)).toEqual([
      true,
      false,
      null,
      null,
    ]));
  it('keeps the word by which it is not disputed, to be sealed', () =>
    expect(mapped({ 'Consumer disputed?': 'No' })).toEqual({
      ...expected,
      disputed: false,
      sealedColumns: [{ name: 'Consumer disputed?', value: 'No' }],
    }));
  it('was not sent where no date says so', () =>
    expect(mapped({ 'Date sent to company': '' })).toEqual({ ...expected, sentOn: null, sentAt: null }));
  it('in progress may be marked timely', () =>
    expect(mapped({ 'Company response to consumer': 'In progress' })).toEqual({
      ...expected,
      response: { kind: 'in-progress', outcome: null },
    }));
  it('with an untimely response is not timely, even where nothing else says so', () =>
    expect(mapped({ 'Company response to consumer': 'Untimely response', 'Timely response?': '' })).toEqual({
      ...expected,
      response: { kind: 'untimely', outcome: null },
      timely: false,
    }));
});

describe('a row that looks wrong is kept and flagged', () => {
  it('when it was sent before it was received', () =>
    expect(mapped({ 'Date sent to company': '2019-03-01' })).toEqual({
      ...expected,
      sentOn: '2019-03-01',
      sentAt: '2019-03-01T17:00:00.000Z',
      flags: ['The date sent to the company is before the date received; both are kept as in the file.'],
    }));
  it('when its channel is not known', () =>
    expect(mapped({ 'Submitted via': 'Pigeon' })).toEqual({
      ...expected,
      channel: 'other',
      channelWord: 'Pigeon',
      flags: ['Submitted via holds a word that is not known; it counts as other.'],
    }));
  it('when it is untimely and timely', () =>
    expect(mapped({ 'Company response to consumer': 'Untimely response' })).toEqual({
      ...expected,
      response: { kind: 'untimely', outcome: null },
      timely: false,
      flags: ['The response is untimely and yet marked timely; it counts as not timely.'],
    }));
});

describe('a row is refused', () => {
  const notAmong = (name: string): string => `${name} holds something that is not among its values in the register.`;
  it.each<[string, Cells, string]>([
    ['without a date of receipt', { 'Date received': '' }, 'Date received is blank.'],
    ['with a date of receipt that is none', { 'Date received': '29/3/2019' }, 'Date received is no date; write it as 2019-03-29.'],
    ['with a sent date that is none', { 'Date sent to company': 'soon' }, 'Date sent to company is no date; write it as 2019-03-29.'],
    ['with a date before registers', { 'Date received': '0001-01-01' }, 'Date received lies before 1970-01-01.'],
    [
      'with a date to come',
      { 'Date sent to company': '2026-05-01' },
      'Date sent to company lies in the future; noon of that day in New York has not come yet.',
    ],
    ['with a response that is not known', { 'Company response to consumer': 'Ask Ann' }, notAmong('Company response to consumer')],
    ['with a timeliness that is not known', { 'Timely response?': 'Ask Ann' }, notAmong('Timely response?')],
    ['with a dispute that is not known', { 'Consumer disputed?': 'Ask Ann' }, notAmong('Consumer disputed?')],
    ['with an id that lost its digits', { 'Complaint ID': '3.2E+06' }, notAmong('Complaint ID')],
    ['with an id that is a text', { 'Complaint ID': 'see Ann' }, notAmong('Complaint ID')],
    ['with a code longer than codes are', { 'Sub-issue': 'x'.repeat(121) }, 'Sub-issue is longer than 120 characters.'],
    [
      'with every reason at once',
      { 'Date received': 'x', Product: 'x'.repeat(121), 'Timely response?': 'x' },
      `Date received is no date; write it as 2019-03-29. ${notAmong('Timely response?')} Product is longer than 120 characters.`,
    ],
    [
      'with a text longer than an event can hold',
      { 'Consumer complaint narrative': 'x'.repeat(92_160) },
      'Its texts are together longer than an event can hold (90 KiB).',
    ],
    [
      'with a text that only its written form makes too long',
      { 'Consumer complaint narrative': '\u0001'.repeat(16_000) },
      'Its texts are together longer than an event can hold (90 KiB).',
    ],
  ])('%s', (_, cells, reason) => expect(mapped(cells)).toEqual({ row: 1, reason }));

  it('never for a code of 120 characters or a text of 90,000', () => {
    const product = 'x'.repeat(120);
    const narrative = 'ü'.repeat(45_000);
    expect(mapped({ Product: product, 'Consumer complaint narrative': narrative })).toEqual({ ...expected, product, narrative });
  });
});
