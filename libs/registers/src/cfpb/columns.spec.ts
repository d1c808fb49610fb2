import { columnsOf, fullExport } from './columns';

const found = (header: readonly string[]) => columnsOf(header)!;

describe('the columns of a copy', () => {
  it('are all found in a full export', () => {
    const { at, others, width, notFound } = found(fullExport);
    expect({ order: Object.values(at), others, width, notFound }).toEqual({
      order: fullExport.map((_, index) => index),
      others: [],
      width: 18,
      notFound: [],
    });
  });

  it.each([
    ['snake_case', (name: string) => name.toLowerCase().replaceAll(/[ -]/g, '_').replace('?', '')],
    ['upper case', (name: string) => name.toUpperCase()],
    ['hyphens', (name: string) => name.replaceAll(' ', '-')],
    ['spaces around them', (name: string) => ` ${name} `],
    ['no spaces', (name: string) => name.replaceAll(' ', '')],
  ])('are found by name when written in %s', (_, write) => expect(found(fullExport.map(write)).notFound).toEqual([]));

  it('are found in any order', () => {
    const { at } = found([...fullExport].reverse());
    expect([at['Complaint ID'], at['Date received']]).toEqual([0, 17]);
  });

  it('are found under the names of the search interface', () => {
    const header = ['date_received', 'product', 'complaint_what_happened', 'company_response', 'timely', 'complaint_id'];
    expect(found(header).at).toEqual({
      'Date received': 0,
      Product: 1,
      'Consumer complaint narrative': 2,
      'Company response to consumer': 3,
      'Timely response?': 4,
      'Complaint ID': 5,
    });
  });

  it('that are missing are named in the order of a full export', () =>
    expect(found(['Complaint ID', 'Issue', 'Date received']).notFound).toEqual(
      fullExport.filter((name) => !['Complaint ID', 'Issue', 'Date received'].includes(name)),
    ));

  it('that only this copy has are kept under their own names, a nameless one under its place', () =>
    expect(found(['', 'Date received', 'Product', 'Company', ' Batch ']).others).toEqual([
      { name: 'column 1', at: 0 },
      { name: 'Batch', at: 4 },
    ]));
});

describe('a copy with shifted names', () => {
  it('means the day of receipt by "Date submitted" and the day of sending by "Date received"', () => {
    const { at, notFound } = found(['Complaint ID', 'Date submitted', 'Date received', 'Product']);
    expect([at['Date received'], at['Date sent to company'], notFound.includes('Date sent to company')]).toEqual([1, 2, false]);
  });
  it('is none where "Date sent to company" stands beside them', () => {
    const { at, others } = found(['Date submitted', 'Date received', 'Date sent to company', 'Product']);
    expect([at['Date received'], at['Date sent to company'], others]).toEqual([1, 2, [{ name: 'Date submitted', at: 0 }]]);
  });
  it('may have only "Date submitted"', () => {
    const { at } = found(['Date submitted', 'Issue', 'Complaint ID']);
    expect([at['Date received'], at['Date sent to company']]).toEqual([0, undefined]);
  });
});

describe('a line', () => {
  it.each([
    ['no date of receipt', ['Product', 'Issue', 'Company', 'Complaint ID']],
    ['neither product nor issue', ['Date received', 'Company', 'Complaint ID']],
    ['nothing more of the register than a date and a product', ['Date received', 'Product', 'State', 'Price']],
    ['nothing', ['']],
  ])('with %s is no header', (_, header) => expect(columnsOf(header)).toBeNull());

  it('that names a column twice is refused with what to do', () =>
    expect(() => columnsOf(['Date received', 'Product', 'product', 'Complaint ID'])).toThrow(
      'Two columns stand for "Product"; remove or rename one of them.',
    ));
  it('that gives two columns of its own the same name is refused', () =>
    expect(() => columnsOf(['Date received', 'Product', 'Company', 'x', 'x'])).toThrow(
      'Two columns that are none of the register have the same name; rename one of them.',
    ));
  it('with a name that a correction could not name is refused', () =>
    expect(() => columnsOf(['Date received', 'Product', 'Company', 'x'.repeat(101)])).toThrow(
      "A column's name is longer than 100 characters; shorten it.",
    ));
});
