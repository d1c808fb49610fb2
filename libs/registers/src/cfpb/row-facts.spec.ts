import { importCommandId } from './identity';
import { type Cells, rowOf } from './examples.spec-support';
import { laterFacts, personalOf, receiptOf } from './row-facts';

const number = '614797683920';
const file = 'copy.csv';
const source = { register: 'cfpb', file, row: 1, id: '3198084' };
const from = (cells: Cells = {}) => ({ file, number, row: rowOf(cells) });
const eventsOf = (cells: Cells = {}) => laterFacts(from(cells)).map(({ event }) => event);
const typesOf = (cells: Cells = {}) => eventsOf(cells).map(({ type }) => type);
const receivedAt = '2019-03-29T16:00:00.000Z';
const sentAt = '2019-04-01T16:00:00.000Z';
const unknown = { at: null, bounds: { from: sentAt, until: '2019-04-16T16:00:00.000Z' }, source };

describe('the receipt of a row', () => {
  const cells: Cells = {
    'Sub-product': 'ARM',
    'Sub-issue': 'Fees',
    'Consumer complaint narrative': 'My bank took XXXX',
    'Company public response': 'No comment',
    Company: 'ACME, INC.',
    State: 'FL',
    'ZIP code': '330XX',
    Tags: 'Servicemember',
    'Consumer consent provided?': 'Consent provided',
    'Submitted via': 'Postal mail',
    'Consumer disputed?': 'No',
  };
  const receipt = (more: Cells = {}) => {
    const one = from({ ...cells, ...more });
    return receiptOf(one, null, personalOf(one.row)).event;
  };

  it('keeps each of the 18 columns that later facts do not, and invents nothing', () =>
    expect(receipt()).toEqual({
      type: 'ComplaintReceived',
      data: {
        number,
        kind: 'complaint',
        channel: 'letter',
        receivedAt,
        occurredFrom: null,
        occurredTo: null,
        anonymous: false,
        represented: false,
        vulnerable: false,
        language: null,
        preferredChannel: null,
        product: 'Mortgage',
        category: 'Trouble during payment process',
        department: null,
        segment: null,
        region: 'FL',
        batch: null,
        loss: null,
        repeat: null,
        documents: [],
        subjects: [],
        policy: null,
        calendar: null,
        privacyNotice: null,
        source: {
          ...source,
          channel: 'Postal mail',
          same: null,
          columns: [
            { name: 'Company', value: 'ACME, INC.' },
            { name: 'Sub-product', value: 'ARM' },
            { name: 'Sub-issue', value: 'Fees' },
            { name: 'Consumer consent provided?', value: 'Consent provided' },
          ],
        },
        personal: {
          description: 'My bank took XXXX',
          zip: '330XX',
          tags: 'Servicemember',
          columns: [
            { name: 'Company public response', value: 'No comment' },
            { name: 'Consumer disputed?', value: 'No' },
          ],
        },
      },
    }));
  it('has nothing to seal where the row holds nothing personal', () => {
    const one = from();
    expect('personal' in receiptOf(one, null, personalOf(one.row)).event.data).toBe(false);
  });
  it('says nothing about a dispute where the cell is N/A or blank, and keeps its "false" word for word', () => {
    const columns = ['N/A', '', 'false'].map((word) => personalOf(rowOf({ 'Consumer disputed?': word }))?.columns);
    expect(columns).toEqual([undefined, undefined, [{ name: 'Consumer disputed?', value: 'false' }]]);
  });
});

describe('what comes after the receipt', () => {
  it('of a closed row: acknowledged, given to the company, answered, resolved, closed, reported timely', () =>
    expect(eventsOf()).toEqual([
      {
        type: 'ComplaintAcknowledged',
        data: { at: sentAt, channel: 'web', contentHash: null, template: null, language: null, source },
      },
      {
        type: 'ComplaintAssigned',
        data: {
          at: sentAt,
          handler: null,
          team: null,
          organisation: 'company',
          by: null,
          checked: [],
          conflicts: [],
          workload: null,
          source,
        },
      },
      {
        type: 'DecisionCommunicated',
        data: { ...unknown, channel: null, contentHash: null, hasReasons: false, hasRecourse: false, outcome: 'explanation' },
      },
      { type: 'ComplaintResolved', data: { ...unknown, finding: 'not-stated', outcome: 'explanation' } },
      { type: 'ComplaintClosed', data: { ...unknown, reason: 'settled', approver: null, alone: false, told: null, duplicateOf: null } },
      { type: 'TimelinessReported', data: { at: null, bounds: null, clock: 'final', met: true, source } },
    ]));
  it.each([
    ['Closed with explanation', 'explanation'],
    ['Closed with relief', 'relief'],
    ['Closed with monetary relief', 'monetary-relief'],
    ['Closed with non-monetary relief', 'non-monetary-relief'],
    ['Closed without relief', 'without-relief'],
    ['Closed', 'closed'],
  ])('of "%s" tells, resolves and closes with %s', (words, outcome) =>
    expect(eventsOf({ 'Company response to consumer': words }).map(({ type, data }) => [type, 'outcome' in data && data.outcome])).toEqual([
      ['ComplaintAcknowledged', false],
      ['ComplaintAssigned', false],
      ['DecisionCommunicated', outcome],
      ['ComplaintResolved', outcome],
      ['ComplaintClosed', false],
      ['TimelinessReported', false],
    ]),
  );
  it('of a row in progress is an update without a day and no resolution', () =>
    expect(eventsOf({ 'Company response to consumer': 'In progress', 'Timely response?': '' }).slice(2)).toEqual([
      {
        type: 'ProgressUpdateSent',
        data: { at: null, bounds: { from: sentAt, until: null }, channel: null, contentHash: null, source },
      },
    ]));
  it('of an untimely response is one verdict and no resolution', () =>
    expect(eventsOf({ 'Company response to consumer': 'Untimely response', 'Timely response?': 'No' }).slice(2)).toEqual([
      { type: 'TimelinessReported', data: { at: null, bounds: null, clock: 'final', met: false, source } },
    ]));
  it('of a disputed row ends with a follow-up and a reopening', () =>
    expect(eventsOf({ 'Consumer disputed?': 'Yes' }).slice(6)).toEqual([
      {
        type: 'ComplaintFollowedUp',
        data: { at: null, bounds: null, source, outcome: 'dissatisfied', score: null, channel: null, contentHash: null },
      },
      { type: 'ComplaintReopened', data: { at: null, bounds: null, source, handler: null, team: null, by: 'complainant' } },
    ]));
  it('of a row without a response, a verdict or a day of sending is nothing', () =>
    expect(
      typesOf({ 'Company response to consumer': '', 'Timely response?': '', 'Date sent to company': '', 'Consumer disputed?': '' }),
    ).toEqual([]));
  it.each<[string, Cells, object]>([
    ['has no end where it was not timely', { 'Timely response?': 'No' }, { from: sentAt, until: null }],
    ['begins with the receipt where nobody says when it was sent', { 'Date sent to company': '' }, { from: receivedAt, until: null }],
    [
      'begins with the receipt where it was sent before',
      { 'Date sent to company': '2019-03-20' },
      { from: receivedAt, until: '2019-04-04T16:00:00.000Z' },
    ],
    ['has no end where that would lie before its beginning', { 'Date sent to company': '2019-01-20' }, { from: receivedAt, until: null }],
  ])('the time of an answer %s', (_, cells, bounds) => {
    const resolved = eventsOf(cells).find(({ type }) => type === 'ComplaintResolved')!;
    expect((resolved.data as { bounds: object }).bounds).toEqual(bounds);
  });
});

describe('the command id of a fact', () => {
  it('is made of the id, what happened and the values of the event itself', () => {
    const one = from({ 'Consumer disputed?': 'Yes' });
    const id = (...parts: [string, ...string[]]) => importCommandId('3198084', ...parts);
    expect([receiptOf(one, null, null), ...laterFacts(one)].map(({ commandId }) => commandId)).toEqual([
      id('ComplaintReceived'),
      id('ComplaintAcknowledged', sentAt),
      id('ComplaintAssigned', 'company', sentAt),
      id('DecisionCommunicated', 'explanation'),
      id('ComplaintResolved', 'explanation'),
      id('ComplaintClosed', 'settled', 'explanation'),
      id('TimelinessReported', 'final', 'true'),
      id('ComplaintFollowedUp', 'dissatisfied'),
      id('ComplaintReopened'),
    ]);
  });
  it('is made of the number where the copy has no ids', () => {
    const [first] = laterFacts(from({ 'Complaint ID': '' }));
    expect(first!.commandId).toBe(importCommandId(number, 'ComplaintAcknowledged', sentAt));
  });
});
