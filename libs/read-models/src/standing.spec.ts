import fc from 'fast-check';
import { complaintDecider, nothingYet } from '@redress/complaints';
import type { Stored } from './complaint-projection';
import { type Standing, standingAfter, standingAtReceipt } from './standing';
import { an, correction, imported, stream, told, versions } from './told.spec-support';

const standing = (...events: readonly Stored[]): Standing =>
  told(...events).reduce<Standing | null>(
    (before, { event, recorded }) =>
      event.type === 'ComplaintReceived' ? standingAtReceipt(event, recorded, versions) : standingAfter(before, event, recorded, versions),
    null,
  )!;

const dueAfter = (...events: readonly Stored[]): string | null => standing(an('ComplaintReceived'), ...events).due;

const steps: readonly Stored[] = [
  an('ComplaintAcknowledged'),
  an('ComplaintAssessed'),
  an('ComplaintAssigned'),
  an('ComplaintInvestigated'),
  an('DecisionCommunicated'),
  an('ComplaintResolved'),
  an('ComplaintFollowedUp'),
  an('ComplaintReopened'),
  an('ComplaintClosed'),
  an('NoteAdded'),
  an('FeedbackAnswered'),
  an('ConvertedToComplaint'),
];

describe('where a complaint stands', () => {
  it('agrees with the decider about state, owner and severity after any events', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 12 }), (later) => {
        const events = [an('ComplaintReceived'), ...later];
        const { status, handler, team, organisation, severity, acknowledged } = events.reduce(complaintDecider.evolve, nothingYet);
        const { state, handler: h, team: t, organisation: o, severity: s, acknowledged: a } = standing(...events);
        expect({ state, h, t, o, s, a }).toEqual({ state: status, h: handler, t: team, o: organisation, s: severity, a: acknowledged });
      }),
    );
  });

  it('of other feedback owes nothing until it is converted, and then from its receipt', () => {
    const enquiry = an('ComplaintReceived', { kind: 'enquiry' });
    expect([standing(enquiry).due, standing(enquiry, an('FeedbackAnswered')).state]).toEqual([null, 'answered']);
    const closed = [enquiry, an('FeedbackAnswered'), an('ComplaintClosed')];
    expect(standing(...closed).open).toBe(false);
    const { kind, state, open, receivedAt, due } = standing(...closed, an('ConvertedToComplaint'));
    expect({ kind, state, open, receivedAt, due }).toEqual({
      ...{ kind: 'complaint', state: 'received', open: true },
      ...{ receivedAt: '2026-03-01T08:00:00.000Z', due: '2026-03-02T08:00:00.000Z' },
    });
  });
  it('owes the acknowledgement first, within the hours of the pinned policy', () => {
    expect(dueAfter()).toBe('2026-03-02T08:00:00.000Z');
  });
  it('owes the final answer once it was acknowledged', () => {
    expect(dueAfter(an('ComplaintAcknowledged'))).toBe('2026-03-31T08:00:00.000Z');
  });
  it('owes nothing once it was acknowledged and resolved', () => {
    expect(dueAfter(an('ComplaintAcknowledged'), an('ComplaintResolved'))).toBeNull();
  });
  it('owes nothing once it was closed, even where it was never acknowledged', () => {
    expect(dueAfter(an('ComplaintClosed'))).toBeNull();
  });
  it('owes a final answer again after reopening, counted from the reopening', () => {
    expect(dueAfter(an('ComplaintAcknowledged'), an('ComplaintResolved'), an('ComplaintReopened'))).toBe('2026-04-11T08:00:00.000Z');
  });
  it('counts from the corrected time of the reopening', () => {
    const reopened = [an('ComplaintAcknowledged'), an('ComplaintResolved'), an('ComplaintReopened')];
    expect(dueAfter(...reopened, correction('ComplaintReopened', 3, 'at', '2026-03-15T08:00:00.000Z'))).toBe('2026-04-14T08:00:00.000Z');
  });
  it('counts from the corrected time of the receipt', () => {
    const moved = correction('ComplaintReceived', 0, 'receivedAt', '2026-02-27T08:00:00.000Z');
    expect(dueAfter(moved)).toBe('2026-02-28T08:00:00.000Z');
  });
  it('has no due date where no policy is pinned, until one is', () => {
    expect(standing(imported()).due).toBeNull();
    expect(standing(imported(), an('PolicyPinned')).due).toBe('2026-03-02T08:00:00.000Z');
  });
  it('is owned by the organisation that an import names, and by another after a correction', () => {
    const assigned = an('ComplaintAssigned', { handler: null, team: null, organisation: 'A Bank' });
    const { owner, organisation } = standing(imported(), assigned, correction('ComplaintAssigned', 1, 'organisation', 'B Bank'));
    expect({ owner, organisation }).toEqual({ owner: 'organisation', organisation: 'B Bank' });
  });
  it('keeps its owner when a register says it was reopened and names nobody', () => {
    const assigned = an('ComplaintAssigned', { handler: null, team: null, organisation: 'A Bank' });
    expect(standing(imported(), assigned, an('ComplaintReopened', { handler: null })).organisation).toBe('A Bank');
  });
  it('refuses a stream that does not begin with its receipt', () => {
    expect(() => standing(an('ComplaintClosed'))).toThrow(`ComplaintClosed comes before ComplaintReceived in ${stream}; verify the log.`);
  });
});
