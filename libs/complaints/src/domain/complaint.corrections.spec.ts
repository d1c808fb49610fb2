import { correctable, isColumnPath, isCorrectable, isPersonalPath, valueAt, withValueAt } from './complaint.corrections';

const data = Object.freeze({
  product: 'Kettle',
  loss: Object.freeze({ minor: 4990, currency: 'AZN' }),
  occurredTo: null,
  source: Object.freeze({
    columns: Object.freeze([Object.freeze({ name: 'Company', value: 'Acme' }), Object.freeze({ name: 'Sub-issue', value: 'Late' })]),
  }),
});
const part = Object.freeze({
  personal: Object.freeze({
    complainant: Object.freeze({ name: 'Leyla', phone: '+994501234567' }),
    columns: Object.freeze([Object.freeze({ name: 'Note', value: 'Called' })]),
  }),
});

describe('the value at a path', () => {
  it.each([
    [data, 'product', 'Kettle'],
    [data, 'loss', { minor: 4990, currency: 'AZN' }],
    [data, 'occurredTo', null],
    [data, 'region', null],
    [data, 'product.length', null],
    [data, 'source.columns.Company', 'Acme'],
    [data, 'source.columns.Sub-product', null],
    [part, 'personal.complainant.phone', '+994501234567'],
    [part, 'personal.complainant.email', null],
    [part, 'personal.columns.Note', 'Called'],
    [part, 'brief.summary', null],
    [{}, 'personal.columns.Note', null],
  ])('of %j at %s is %j', (of, path, value) => expect(valueAt(of, path)).toEqual(value));
  it.each(['__proto__', 'constructor', 'constructor.name', 'toString', 'source.columns.length', 'source.columns.__proto__'])(
    'is nothing that every object has: %s',
    (path) => expect(valueAt(data, path)).toBeNull(),
  );
});

describe('another value at a path', () => {
  it('leaves everything else and changes nothing in place', () => {
    expect(withValueAt(data, 'product', 'Toaster')).toStrictEqual({ ...data, product: 'Toaster' });
    expect(withValueAt(part, 'personal.complainant.name', 'Leyla Əliyeva')).toStrictEqual({
      personal: { ...part.personal, complainant: { name: 'Leyla Əliyeva', phone: '+994501234567' } },
    });
    expect([data.product, part.personal.complainant.name]).toEqual(['Kettle', 'Leyla']);
  });
  it('makes the objects on the way', () =>
    expect(withValueAt({ brief: {} }, 'personal.complainant.email', 'leyla@example.org')).toStrictEqual({
      brief: {},
      personal: { complainant: { email: 'leyla@example.org' } },
    }));
  it('replaces a column where it stands and adds a new one at the end', () => {
    expect(withValueAt(data, 'source.columns.Company', 'Acme Bank').source.columns).toStrictEqual([
      { name: 'Company', value: 'Acme Bank' },
      { name: 'Sub-issue', value: 'Late' },
    ]);
    expect(withValueAt(part, 'personal.columns.Tags', 'Older').personal.columns).toStrictEqual([
      { name: 'Note', value: 'Called' },
      { name: 'Tags', value: 'Older' },
    ]);
    expect(withValueAt({}, 'personal.columns.Tags', 'Older')).toStrictEqual({ personal: { columns: [{ name: 'Tags', value: 'Older' }] } });
  });
  it('that is undefined takes a personal value away', () => {
    expect(JSON.stringify(withValueAt(part, 'personal.complainant.phone', undefined))).toBe(
      '{"personal":{"complainant":{"name":"Leyla"},"columns":[{"name":"Note","value":"Called"}]}}',
    );
    expect(withValueAt(part, 'personal.columns.Note', undefined).personal.columns).toStrictEqual([]);
  });
  it.each(['__proto__.polluted', 'constructor.prototype.polluted', 'source.columns.__proto__', '__proto__'])(
    'harms no other object: %s',
    (path) => {
      const changed = withValueAt({ ...data }, path, 'yes');
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      expect(Object.getPrototypeOf(changed)).toBe(Object.prototype);
    },
  );
});

describe('what may be corrected', () => {
  const paths = Object.entries(correctable).flatMap(([type, { clear, personal }]) => [...clear, ...personal].map((path) => [type, path]));
  it.each(paths)('of %s is %s', (type, path) => expect(isCorrectable(type as keyof typeof correctable, path)).toBe(true));
  it('stands under clear or personal as its path says', () => {
    for (const { clear, personal } of Object.values(correctable)) {
      expect(clear.filter(isPersonalPath)).toEqual([]);
      expect(personal.filter((path) => !isPersonalPath(path))).toEqual([]);
    }
  });
  it('is any column of a received complaint and of nothing else', () => {
    expect(['source.columns.Company', 'personal.columns.Note', 'source.row', 'personal.column'].map(isColumnPath)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isCorrectable('ComplaintReceived', 'source.columns.Company')).toBe(true);
    expect(isCorrectable('ComplaintResolved', 'source.columns.Company')).toBe(false);
  });
  it.each(['number', 'kind', 'subjects', 'policy', 'source', 'brief', 'personal', '__proto__', 'toString', ''])('is never %j', (path) => {
    for (const type of Object.keys(correctable)) expect(isCorrectable(type as keyof typeof correctable, path)).toBe(false);
  });
});
