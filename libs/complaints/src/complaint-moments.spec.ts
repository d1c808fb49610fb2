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

describe('of several remedies', () => {
  const received = event('ComplaintReceived');
  const proposed = (remedy: number, kind: 'repair' | 'refund' | 'apology') => event('RemedyProposed', { remedy, kind });
  const kinds = (...events: readonly ComplaintEvent[]) =>
    told([received, ...events]).flatMap((moment) => (moment.what === 'about' && moment.about.remedy ? [moment.about.remedy] : []));

  it('the one that was accepted or carried out last decides, and what changes nothing is told once', () => {
    const both = [proposed(1, 'repair'), proposed(2, 'refund')];
    const accepted = event('RemedyAccepted', { remedy: 1 });
    const implemented = event('RemedyImplemented', { remedy: 1 });
    expect(kinds(...both)).toEqual(['repair', 'refund']);
    expect(kinds(...both, accepted, implemented)).toEqual(['repair', 'refund', 'repair']);
    expect(kinds(...both, event('RemedyImplemented', { remedy: 2 }), implemented)).toEqual(['repair', 'refund', 'repair']);
    const third = proposed(3, 'apology');
    expect(kinds(...both, accepted, third, event('RemedyAccepted', { remedy: 3 }), implemented)).toEqual([
      'repair',
      'refund',
      'repair',
      'apology',
      'repair',
    ]);
  });
  it('it decides before the clock of its redress begins', () => {
    const moments = told([received, proposed(1, 'repair'), proposed(2, 'refund'), event('RemedyAccepted', { remedy: 1 })]);
    expect(moments.slice(-3).map(({ what, revision }) => [what, revision])).toEqual([
      ['about', 3],
      ['remedy-accepted', 3],
      ['heard', 3],
    ]);
  });
});

describe('a part that was separated', () => {
  const separated = event('PartSeparated', { product: 'Insurance', segment: null });
  it('is told with what it is about and falls under, and when it was answered', () =>
    expect(told([event('ComplaintReceived'), separated, event('PartAnswered')]).slice(-2)).toEqual([
      { what: 'separated', revision: 1, part: 1, about: { product: 'Insurance' }, policy: separated.data.policy, calendar },
      { what: 'part-answered', revision: 2, part: 1, at },
    ]));
  it('was answered when a correction says', () => {
    const correcting = event('CorrectionRecorded', { of: 'PartAnswered', revision: 2, path: 'at', from: at, to: receipt });
    expect(told([event('ComplaintReceived'), separated, event('PartAnswered'), correcting]).at(-1)).toMatchObject({ at: receipt });
  });
});

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
  it('is judged by nothing of that either when its time is corrected later', () => {
    const at = '2026-04-01T08:00:00.000Z';
    const correcting = event('CorrectionRecorded', { of: 'ComplaintAcknowledged', revision: 1, path: 'at', from: null, to: at });
    const corrected = told([...imported, takingOver, correcting]);
    expect(corrected.filter(({ revision }) => revision === 1)).toEqual([
      { what: 'forwarded', revision: 1, at },
      { what: 'acknowledged', revision: 1, at: null, notAfter: takenAt },
    ]);
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
