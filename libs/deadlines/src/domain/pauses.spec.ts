import { clocksAt } from './clocks';
import { pausesOf } from './pauses';
import { at, paused, pinned, policyOf, rule, stream, type Told, versionsOf } from './told.spec-support';

const days = rule({ limit: { amount: 5, unit: 'business-days' } });
const capped = [{ reason: 'documents', once: false, most: { amount: 2, unit: 'business-days' }, notice: [] }] as const;
const versions = versionsOf({ 'mine-1': policyOf([days]), 'mine-2': policyOf([days], { pauses: capped }) });
const told = (version: number, ...moments: Told[]) =>
  stream(pinned('mine', version), at('received', '2026-03-02T10:00:00.000Z'), ...moments);
const began = paused('2026-03-03T10:00:00.000Z');
const reading = { at: '2026-03-03T10:00:00.000Z', reason: 'documents' };

describe('the pauses of a complaint', () => {
  it('last until something is recorded that ends them', () => {
    expect(pausesOf(told(1, began), versions)).toEqual([{ ...reading, until: null, isEnded: false }]);
    for (const what of ['resumed', 'resolved', 'closed'] as const) {
      const ended = pausesOf(told(1, began, at(what, '2026-03-04T12:00:00.000Z')), versions);
      expect([what, ended]).toEqual([what, [{ ...reading, until: '2026-03-04T12:00:00.000Z', isEnded: true }]]);
    }
  });
  it('are over by themselves where the policy says so, unless they are ended earlier', () => {
    const until = (...moments: Told[]) => pausesOf(told(2, began, ...moments), versions).map((pause) => [pause.until, pause.isEnded]);
    expect(until()).toEqual([['2026-03-05T10:00:00.000Z', false]]);
    expect(until(at('resumed', '2026-03-04T12:00:00.000Z'))).toEqual([['2026-03-04T12:00:00.000Z', true]]);
    expect(until(at('resumed', '2026-03-09T12:00:00.000Z'))).toEqual([['2026-03-05T10:00:00.000Z', true]]);
  });
  it('are none before a policy is pinned', () => expect(pausesOf(stream(began), versions)).toEqual([]));
  it('show a clock as paused also while it is known when it counts on', () => {
    const verdict = (now: string) => clocksAt(told(2, began), versions, now)[0]!.verdict;
    expect([verdict('2026-03-05T09:59:59.999Z'), verdict('2026-03-05T10:00:00.000Z')]).toEqual(['paused', 'running']);
  });
});
