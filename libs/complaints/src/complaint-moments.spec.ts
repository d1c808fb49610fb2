import { asStored } from '@redress/testing';
import type { Moment } from '@redress/deadlines';
import { momentsAfter, tellsClocks } from './complaint-moments';
import type { ComplaintEvent } from './domain/complaint.events';
import { at, calendar, event, imported, policy, receipt } from './domain/examples.spec-support';
import { complaintCodec } from './storage/complaint.codec';

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
  it('is judged as usual from then on', () => {
    const resolved = event('ComplaintResolved', { at: takenAt });
    expect(told([...imported, takingOver, resolved]).at(-1)).toEqual({ what: 'resolved', revision: imported.length + 1, at: takenAt });
  });
});

describe('a complaint that others referred', () => {
  const forwarded = (events: readonly ComplaintEvent[]) => told(events).filter(({ what }) => what === 'forwarded');
  const referred = (received: ComplaintEvent): ComplaintEvent =>
    ({ ...received, data: { ...received.data, channel: 'referral' } }) as ComplaintEvent;

  it('was sent on to us by whoever referred it', () =>
    expect(forwarded([referred(event('ComplaintReceived'))])).toEqual([{ what: 'forwarded', revision: 0, at: receipt }]));
  it('to a register was sent on by its portal, and not before', () => {
    const [received, acknowledged] = imported;
    expect(forwarded([referred(received), acknowledged!])).toEqual([{ what: 'forwarded', revision: 1, at }]);
  });
});

describe('an event that tells clocks nothing', () => {
  it('is told apart by its type alone', () => {
    const types = complaintCodec.types.filter((type) => type !== 'ComplaintReceived');
    const received = told([event('ComplaintReceived')]);
    const telling = types.filter(
      (type) => momentsAfter(received, asStored(event(type)), { revision: 1, recordedAt: takenAt }) !== received,
    );
    expect(telling).toEqual(types.filter(tellsClocks));
  });
});
