import type { ComplaintEventType } from '@redress/complaints';
import { clauseOf } from '@redress/complaints';
import type { Stored } from '../complaint-projection';
import { an, correction, folded, imported, number, recordedAt, told } from '../told.spec-support';
import { auditTrail } from './audit-trail';
import type { AuditRow } from './describe';

const received = an('ComplaintReceived');
const rowsOf = (...events: readonly Stored[]): readonly AuditRow[] => folded(auditTrail, told(...events)).rows;
const lastOf = (...events: readonly Stored[]): AuditRow => rowsOf(received, ...events).at(-1)!;

describe('the audit trail', () => {
  it('says of an event who, in which role, what changed, when it happened and was recorded, and which clause it serves', () => {
    const assigned = an('ComplaintAssigned', { personal: 's1:ComplaintAssigned:1:personal:A' });
    expect(lastOf(assigned)).toEqual({
      number,
      revision: 1,
      type: 'ComplaintAssigned',
      actor: 'leyla',
      role: 'agent',
      day: '2026-03-01',
      at: '2026-03-01T11:00:00.000Z',
      bounds: null,
      recordedAt: recordedAt(1),
      backdated: false,
      hasReason: null,
      clause: 'Responsibility and authority',
      sentence: 'Assigned to omid of team service',
      changes: [
        { what: 'state', before: 'received', after: 'assigned' },
        { what: 'handler', before: null, after: 'omid' },
        { what: 'team', before: null, after: 'service' },
      ],
      sealed: { personal: 's1:ComplaintAssigned:1:personal:A' },
    });
  });
  it('has one row for each event of every type, with the title of its clause', () => {
    const types = Object.keys(clauseOf) as ComplaintEventType[];
    const events = types.map((type) => an(type));
    expect(rowsOf(...events).map(({ type, clause }) => [type, clause])).toEqual(types.map((type) => [type, clauseOf[type]]));
  });
  it('puts a recording on the day of the register’s zone', () => {
    const late = told(received).map(({ event, recorded }) => ({
      event,
      recorded: { ...recorded, recordedAt: '2026-03-01T21:00:00.000Z' },
    }));
    expect(folded(auditTrail, late).rows[0]!.day).toBe('2026-03-02');
  });
  it('tells what was before and after, not what stayed', () => {
    expect(lastOf(an('ComplaintAssessed', { severity: 3 }), an('ComplaintAssessed', { severity: 5, safety: true })).changes).toEqual([
      { what: 'severity', before: 3, after: 5 },
      { what: 'safety', before: false, after: true },
    ]);
  });
  it('tells that feedback became a complaint', () => {
    const enquiry = [an('ComplaintReceived', { kind: 'enquiry' }), an('FeedbackAnswered'), an('ConvertedToComplaint')];
    expect(rowsOf(...enquiry).at(-1)!.changes).toEqual([
      { what: 'kind', before: 'enquiry', after: 'complaint' },
      { what: 'state', before: 'answered', after: 'received' },
    ]);
  });
  it('tells what a part that was separated falls under', () => {
    const policy = { id: 'ours', version: 3, sha256: 'c'.repeat(64) };
    expect(lastOf(an('PartSeparated', { policy })).changes).toEqual([{ what: 'policy of part 1', before: null, after: policy.sha256 }]);
  });
  it('tells how a remedy moved on, and that it lapses on reopening', () => {
    const accepted = [an('RemedyProposed'), an('RemedyAccepted')];
    expect(lastOf(...accepted).changes).toEqual([{ what: 'remedy 1', before: 'proposed', after: 'accepted' }]);
    expect(lastOf(...accepted, an('ComplaintReopened', { handler: null })).changes).toEqual([
      { what: 'state', before: 'received', after: 'reopened' },
      { what: 'remedy 1', before: 'accepted', after: null },
    ]);
  });
  it('tells both values of a corrected clear fact, and that a sealed one is sealed', () => {
    expect(lastOf(an('CorrectionRecorded')).changes).toEqual([{ what: 'ComplaintReceived.product', before: 'Kettle', after: 'Toaster' }]);
    const sealed = an('CorrectionRecorded', { path: 'brief.summary', corrected: 's1:ComplaintReceived:1:brief:B' });
    expect(lastOf(sealed).changes).toEqual([{ what: 'ComplaintReceived.brief.summary', before: 'sealed', after: 'sealed' }]);
    expect(lastOf(sealed).sealed.corrected).toBe('s1:ComplaintReceived:1:brief:B');
  });
  it('compares the next outcome with the corrected one', () => {
    const resolved = an('ComplaintResolved', { outcome: 'explanation' });
    const rows = lastOf(
      resolved,
      correction('ComplaintResolved', 1, 'outcome', 'closed'),
      an('ComplaintResolved', { outcome: 'explanation' }),
    );
    expect(rows.changes).toEqual([{ what: 'outcome', before: 'closed', after: 'explanation' }]);
  });
  it('marks what lies further back than the policy allows, and whether a reason lies sealed with it', () => {
    const at = '2026-02-20T08:00:00.000Z';
    const flags = ({ backdated, hasReason }: AuditRow) => ({ backdated, hasReason });
    expect(flags(lastOf(an('NoteAdded', { at })))).toEqual({ backdated: true, hasReason: true });
    expect(flags(lastOf(an('ClosingApproved', { at })))).toEqual({ backdated: true, hasReason: false });
    expect(flags(lastOf(an('NoteAdded', { at: '2026-02-28T08:00:00.000Z' })))).toEqual({ backdated: false, hasReason: null });
  });
  it('does not judge what a register says, which pins no policy of ours', () => {
    expect(rowsOf(imported({ receivedAt: '2019-01-01T17:00:00.000Z' }))[0]!.backdated).toBeNull();
  });
  it('keeps the bounds of a time that is not known', () => {
    const bounds = { from: '2026-03-01T17:00:00.000Z', until: null };
    const { at, bounds: kept } = lastOf(an('ComplaintClosed', { at: null, bounds }));
    expect({ at, kept }).toEqual({ at: null, kept: bounds });
  });
  it('speaks plain English of staff ids and codes', () => {
    const said = (event: Stored): string => lastOf(event).sentence;
    expect(said(an('ComplaintEscalated'))).toBe('Escalated to management, because of time (clock final, 2026-03-01T12:00:00.000Z)');
    expect(said(an('ComplaintEscalated', { reason: 'ownerless', owed: null }))).toBe(
      'Escalated to management, because nobody answers for it',
    );
    expect(said(an('HandlerReminded'))).toBe('omid reminded that clock final runs out on 2026-03-31T08:00:00.000Z');
    expect(said(an('HandlerReminded', { of: 'silence', clock: null, handler: null }))).toBe(
      'Whoever handles it reminded to warn the complainant, who is silent: it may be closed on 2026-03-31T08:00:00.000Z',
    );
    expect(said(an('DeadlineMissed', { round: 2 }))).toBe('Clock final ran out (round 2)');
    expect(said(an('ClosingWarned'))).toBe('Complainant warned by letter that silence closes it on 2026-04-27T08:00:00.000Z');
    expect(said(an('RemedyProposed'))).toBe('Remedy 1 proposed by the organisation: refund of 4990 minor units of AZN');
    expect(said(an('ComplaintAssigned', { workload: { open: 12 } }))).toBe('Assigned to omid of team service, who had 12 open');
    expect(said(an('RemedyApproved', { alone: true }))).toBe('Remedy 1 approved by sara, who negotiated it alone');
    expect(said(an('ComplaintClosed', { approver: 'sara', alone: true }))).toBe('Closed as settled, approved by sara alone');
    expect(said(an('RemedyCountered'))).toBe('Remedy 1 countered by the complainant: 5500 minor units of AZN');
    expect(said(an('RemedyRejected'))).toBe('Remedy 1 rejected by the complainant');
    expect(said(an('InterviewRecorded'))).toBe('Interview recorded with a witness');
    expect(said(an('InterviewRecorded', { with: 'staff', staffId: 'omid' }))).toBe('Interview recorded with omid');
    expect(said(an('ClarificationRequested'))).toBe('Clarification 1 asked for by email');
    expect(said(an('ClarificationReceived'))).toBe('Clarification 1 received by email');
    expect(said(an('LinkedToDuplicate'))).toBe('Linked as a duplicate of 130081818450');
    expect(said(an('LinkedToCause'))).toBe('Linked to the common cause P-2026-7');
    expect(said(an('PartSeparated'))).toBe('Part 1 separated under policy iso10002-default version 1: product Insurance');
    expect(said(an('PartAnswered'))).toBe('Part 1 answered by letter');
    expect(said(an('ReviewRequested'))).toBe('Review of stage 2 requested by the complainant');
    expect(said(an('ReviewDecided', { outcome: 'sent-back' }))).toBe('Review of stage 2 decided by sara: decision sent back');
    expect(said(an('Classified', { region: 'South' }))).toBe('Classified anew: product Lamp, region South');
    expect(said(an('ReferredExternally'))).toBe('Referred to ombudsman');
    expect(said(an('ExternalDecisionRecorded', { amount: { minor: 2000, currency: 'AZN' } }))).toBe(
      'Decided by ombudsman: partly upheld, 2000 minor units of AZN awarded',
    );
    expect(said(an('SatisfactionRecorded'))).toBe('Satisfaction 4 of 5, from a survey');
    expect(said(an('FeedbackAnswered'))).toBe('Feedback answered by email');
    expect(said(an('ConvertedToComplaint'))).toBe('Converted to a complaint from an enquiry');
    expect(said(an('ClockPaused'))).toBe('Clocks paused because of documents');
    expect(said(an('ClockPaused', { clocks: ['final', 'update'], channel: 'email' }))).toBe(
      'Clocks paused because of documents: final, update, told by email',
    );
    expect(said(an('ClockResumed'))).toBe('Clocks resumed');
    expect(said(an('DeadlineExtended'))).toBe(
      'Clock final extended by 10 calendar days until 2026-04-10T08:00:00.000Z, because of expert opinion, told by email',
    );
    expect(said(an('DeadlineExtended', { by: { amount: 1, unit: 'working-hours' }, channel: null }))).toBe(
      'Clock final extended by 1 working hour until 2026-04-10T08:00:00.000Z, because of expert opinion',
    );
    expect(said(an('HoldingLetterSent'))).toBe('Holding letter sent by letter');
    expect(said(an('ComplaintClosed', { approver: 'sara' }))).toBe('Closed as settled, approved by sara');
    expect(rowsOf(imported())[0]!.sentence).toBe('Complaint received by letter, as row 1 of the register cfpb says');
  });
});
