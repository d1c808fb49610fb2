import type { NewEvent } from '../event-store';
import { groupSize } from './group-size';
import { addCall, type CallList, callsOf, type WaitingCall } from './writer-protocol';

const event = (data = '{}'): NewEvent => ({ id: 'id', type: 'ThingHappened', data, metadata: '{}' });
const calls = (count: number, events: NewEvent[]): WaitingCall[] => {
  const list: CallList = [];
  for (let n = 0; n < count; n++) addCall(list, `thing-${n}`, events, 'no-stream');
  return callsOf(list);
};

describe('a group of appends', () => {
  it('holds all that wait', () => expect(groupSize(calls(999, [event()]))).toBe(999));
  it('ends at 1,000 events', () => expect(groupSize(calls(1_500, [event(), event()]))).toBe(500));
  it('ends at 4 million characters', () => expect(groupSize(calls(100, [event('x'.repeat(100_000))]))).toBe(40));
  it('never divides an append', () =>
    expect(
      groupSize(
        calls(
          3,
          Array.from({ length: 1_200 }, () => event()),
        ),
      ),
    ).toBe(1));
  it('is nothing when nothing waits', () => expect(groupSize([])).toBe(0));
  it('sees the calls as they were made', () => {
    const list: CallList = [];
    addCall(list, 'a', [event('1'), event('2')], 'no-stream');
    addCall(list, 'b', [event('3')], 7);
    expect(callsOf(list).map(({ stream, expected, count, first }) => [stream, expected, count, list[first + 2]])).toEqual([
      ['a', -1, 2, '1'],
      ['b', 7, 1, '3'],
    ]);
  });
});
