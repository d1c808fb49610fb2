import { asStored } from '@redress/testing';
import type { Moment } from '@redress/deadlines';
import { momentsAfter } from './complaint-moments';
import type { ComplaintEvent } from './domain/complaint.events';
import { calendar, event, imported, policy } from './domain/examples.spec-support';

const takenAt = '2026-05-03T08:00:00.000Z';
const told = (events: readonly ComplaintEvent[]): readonly Moment[] =>
  events.reduce<readonly Moment[]>((before, each, revision) => momentsAfter(before, asStored(each), { revision, recordedAt: takenAt }), []);
const takingOver = event('PolicyPinned', { policy, calendar, reason: 'taken-over' });

describe('a complaint that is taken over', () => {
  it('keeps when it came and was sent on, from which clocks run', () => {
    const times = (moments: readonly Moment[]) =>
      moments.filter(({ what }) => what === 'received' || what === 'forwarded' || what === 'about');
    expect(times(told([...imported, takingOver]))).toEqual(times(told(imported)));
    expect(times(told(imported)).map(({ what }) => what)).toEqual(['about', 'received', 'forwarded']);
  });
  it('was acknowledged by then, and nobody is judged by when', () => {
    const acknowledged = (moments: readonly Moment[]) => moments.find(({ what }) => what === 'acknowledged');
    expect(acknowledged(told([...imported, takingOver]))).toEqual({ what: 'acknowledged', revision: 1, at: null, notAfter: takenAt });
  });
  it('is judged by no time before it either that is corrected afterwards', () => {
    const corrected = event('CorrectionRecorded', { revision: 1, of: 'ComplaintAcknowledged', path: 'at', from: null, to: takenAt });
    expect(told([...imported, takingOver, corrected])).toEqual(told([...imported, takingOver]));
    expect(told([...imported, corrected, takingOver])).toEqual(
      told([...imported, takingOver]).map((moment) => (moment.what === 'pinned' ? { ...moment, revision: 4 } : moment)),
    );
  });
  it('is judged as usual from then on', () => {
    const resolved = event('ComplaintResolved', { at: takenAt });
    expect(told([...imported, takingOver, resolved]).at(-1)).toEqual({ what: 'resolved', revision: imported.length + 1, at: takenAt });
  });
});
