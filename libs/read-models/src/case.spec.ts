import { type Case, caseFile, mostHeld } from './case';
import type { Stored } from './complaint-projection';
import { an, correction, folded, imported, leyla, number, recordedAt, told } from './told.spec-support';

const received = an('ComplaintReceived');
const caseOf = (...events: readonly Stored[]): Case => folded(caseFile, told(...events)).doc!;
const where = (revision: number) => ({ revision, recordedAt: recordedAt(revision), actor: leyla });

describe('a case', () => {
  it('begins with its receipt, every clear field and every sealed string', () => {
    const { receipt, receivedBy, facts } = caseOf(received);
    expect({ receipt, receivedBy, facts }).toEqual({ receipt: { ...where(0), ...received.data }, receivedBy: 'leyla', facts: {} });
  });
  it('tells what happened by kind, with who recorded it and when', () => {
    const acknowledged = an('ComplaintAcknowledged', { personal: 's1:ComplaintAcknowledged:1:personal:A' });
    expect(caseOf(received, acknowledged).facts).toEqual({
      ComplaintAcknowledged: { total: 1, latest: [{ ...where(1), ...acknowledged.data }] },
    });
  });
  it('holds the latest notes only, and how many there are', () => {
    const notes = Array.from({ length: mostHeld + 2 }, () => an('NoteAdded'));
    const { total, latest } = caseOf(received, ...notes).facts.NoteAdded!;
    expect([total, latest.length, latest[0]!.revision, latest.at(-1)!.revision]).toEqual([mostHeld + 2, mostHeld, 3, mostHeld + 2]);
  });
  it('has when it is due, as the pinned policy says', () => {
    const due = (...events: Stored[]) => [caseOf(...events).due, caseOf(...events).dueClock];
    expect(due(received)).toEqual(['2026-03-02T08:00:00.000Z', 'acknowledge']);
    expect(due(received, an('ComplaintAcknowledged'))).toEqual(['2026-03-31T08:00:00.000Z', 'final']);
    expect(due(imported())).toEqual([null, null]);
  });
  it('follows a remedy from proposal to payment', () => {
    const steps = [an('RemedyProposed'), an('RemedyAccepted'), an('RemedyApproved'), an('RemedyImplemented')];
    const states = steps.map((_step, i) => caseOf(received, ...steps.slice(0, i + 1)).remedies[0]!.state);
    expect(states).toEqual(['proposed', 'accepted', 'approved', 'implemented']);
    expect(caseOf(received, ...steps).remedies).toEqual([
      {
        remedy: 1,
        kind: 'refund',
        proposedBy: 'organisation',
        by: 'omid',
        state: 'implemented',
        approver: 'sara',
        amount: { minor: 4990, currency: 'AZN' },
        paid: { minor: 4990, currency: 'AZN' },
        lapsed: false,
      },
    ]);
  });
  it('shows what was countered, with the approval gone, and what was rejected', () => {
    const countered = [an('RemedyProposed'), an('RemedyApproved'), an('RemedyCountered')];
    const [remedy] = caseOf(received, ...countered).remedies;
    expect([remedy!.state, remedy!.approver, remedy!.amount]).toEqual(['countered', null, { minor: 5500, currency: 'AZN' }]);
    expect(caseOf(received, an('RemedyProposed'), an('RemedyRejected')).remedies[0]!.state).toBe('rejected');
  });
  it('shows which clarifications were asked for and not answered yet', () => {
    const asked = [an('ClarificationRequested'), an('ClarificationRequested', { clarification: 2 })];
    expect(caseOf(received, ...asked).unanswered).toEqual([1, 2]);
    expect(caseOf(received, ...asked, an('ClarificationReceived')).unanswered).toEqual([2]);
  });
  it('shows the review that is open, until it is decided or the complaint reopened', () => {
    const open = [an('DecisionCommunicated'), an('ReviewRequested')];
    const shown = (...events: readonly Stored[]) => caseOf(received, ...open, ...events).openReview;
    expect([shown(), shown(an('ReviewDecided')), shown(an('ComplaintReopened'))]).toEqual([2, null, null]);
  });
  it('marks the remedies of before a reopening as lapsed', () => {
    expect(caseOf(received, an('RemedyProposed'), an('ComplaintReopened')).remedies.map(({ lapsed }) => lapsed)).toEqual([true]);
  });
  it('shows corrected clear values, and both values in the correction', () => {
    const corrected = an('CorrectionRecorded');
    const { receipt, facts } = caseOf(received, corrected);
    expect([receipt.product, facts.CorrectionRecorded!.latest[0]!.from, facts.CorrectionRecorded!.latest[0]!.to]).toEqual([
      'Toaster',
      'Kettle',
      'Toaster',
    ]);
  });
  it('shows a corrected column of a register under its own name', () => {
    const { receipt } = caseOf(imported(), correction('ComplaintReceived', 0, 'source.columns.Company', 'A Bank'));
    expect(receipt.source!.columns).toEqual([{ name: 'Company', value: 'A Bank' }]);
  });
  it('replaces one sealed string by the corrected one', () => {
    const sealed = an('CorrectionRecorded', { path: 'personal.complainant.name', corrected: 's1:ComplaintReceived:1:personal:B' });
    const { brief, personal } = caseOf(received, sealed).receipt;
    expect({ brief, personal }).toEqual({ brief: received.data.brief, personal: 's1:ComplaintReceived:1:personal:B' });
  });
  it('corrects the event that is named and no other of its kind', () => {
    const assessed = an('ComplaintAssessed');
    const { latest } = caseOf(received, assessed, assessed, correction('ComplaintAssessed', 2, 'category', 'delay')).facts
      .ComplaintAssessed!;
    expect(latest.map(({ category }) => category)).toEqual([null, 'delay']);
  });
  it('corrects what was paid in the remedy too', () => {
    const paid = correction('RemedyImplemented', 2, 'paid', { minor: 5000, currency: 'AZN' });
    expect(caseOf(received, an('RemedyProposed'), an('RemedyImplemented'), paid).remedies[0]!.paid).toEqual({
      minor: 5000,
      currency: 'AZN',
    });
  });
  it('keeps every note and piece of evidence as a row, and their corrections beside them', () => {
    const note = an('NoteAdded');
    const evidence = an('EvidenceAdded', { document: { sha256: 'd'.repeat(64), mediaType: 'image/png', bytes: 7 } });
    const corrected = an('CorrectionRecorded', {
      of: 'NoteAdded',
      revision: 1,
      path: 'personal.text',
      to: null,
      corrected: 's1:NoteAdded:1:personal:B',
    });
    const row = { number, actor: 'leyla', document: null, path: null, to: null };
    expect(folded(caseFile, told(received, note, evidence, corrected, an('ComplaintAssessed'))).rows).toEqual([
      { ...row, kind: 'note', nth: 1, at: note.data.at, recordedAt: recordedAt(1), personal: 's1:NoteAdded:1:personal:A' },
      {
        ...row,
        kind: 'evidence',
        nth: 1,
        at: evidence.data.at,
        recordedAt: recordedAt(2),
        document: evidence.data.document,
        personal: 's1:EvidenceAdded:1:personal:A',
      },
      {
        ...row,
        kind: 'note-corrected',
        nth: 1,
        at: corrected.data.at,
        recordedAt: recordedAt(3),
        path: 'personal.text',
        personal: 's1:NoteAdded:1:personal:B',
      },
    ]);
  });
  it('stays small however much is recorded of one kind', () => {
    const many = Array.from({ length: 400 }, () => an('ProgressUpdateSent'));
    expect(caseOf(received, ...many).facts.ProgressUpdateSent!.latest).toHaveLength(mostHeld);
  });
});
