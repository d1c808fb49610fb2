import { neverDue, queue } from './queue';
import { an, folded, imported, number, policy, recordedAt, told } from './told.spec-support';

describe('the queue', () => {
  it('lists a complaint with what is due and the keys it is ordered by', () => {
    expect(folded(queue, told(an('ComplaintReceived'), an('ComplaintAssessed'), an('ComplaintAssigned'))).doc).toEqual({
      actKey: '2026-03-02T04:00:00.000Z',
      number,
      kind: 'complaint',
      state: 'assigned',
      open: true,
      severity: 3,
      handler: 'omid',
      team: 'service',
      organisation: null,
      owner: 'person',
      receivedAt: '2026-03-01T08:00:00.000Z',
      due: '2026-03-02T08:00:00.000Z',
      dueClock: 'acknowledge',
      moments: [
        { what: 'pinned', revision: 0, policy, calendar: { ...policy, id: 'every-day' }, recordedAt: recordedAt(0) },
        {
          what: 'about',
          revision: 0,
          about: { jurisdiction: 'North', sector: null, product: 'Kettle', category: 'quality', channel: 'letter', kind: 'complaint' },
        },
        { what: 'received', revision: 0, at: '2026-03-01T08:00:00.000Z' },
        { what: 'recorded', revision: 0, at: recordedAt(0) },
        { what: 'about', revision: 1, about: { severity: 3 } },
      ],
      summary: 's1:ComplaintReceived:1:brief:A',
      policy,
      acknowledged: false,
      answered: false,
      ownedIn: 2,
      rank: 2,
      dueKey: '2026-03-02T08:00:00.000Z',
      ownerKey: 'omid',
      teamKey: 'service',
    });
  });
  it('puts what was not assessed after the least severe', () => {
    expect(folded(queue, told(an('ComplaintReceived'))).doc!.rank).toBe(5);
    expect(folded(queue, told(an('ComplaintReceived'), an('ComplaintAssessed', { severity: 5 }))).doc!.rank).toBe(0);
  });
  it('puts what owes nothing last', () => {
    const { due, dueKey } = folded(queue, told(imported())).doc!;
    expect({ due, dueKey }).toEqual({ due: null, dueKey: neverDue });
  });
  it('keeps a closed complaint, no longer open', () => {
    const { state, open } = folded(queue, told(an('ComplaintReceived'), an('ComplaintClosed'))).doc!;
    expect({ state, open }).toEqual({ state: 'closed', open: false });
  });
  it('tells apart who is handled by nobody and by an organisation', () => {
    const elsewhere = an('ComplaintAssigned', { handler: null, team: null, organisation: 'A Bank' });
    expect(folded(queue, told(imported())).doc!.ownerKey).toBe('none');
    expect(folded(queue, told(imported(), elsewhere)).doc!.ownerKey).toBe('organisation');
  });
  it('shows the corrected summary', () => {
    const corrected = an('CorrectionRecorded', { path: 'brief.summary', corrected: 's1:ComplaintReceived:1:brief:B' });
    expect(folded(queue, told(an('ComplaintReceived'), corrected)).doc!.summary).toBe('s1:ComplaintReceived:1:brief:B');
  });
});
