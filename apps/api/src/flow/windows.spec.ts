import { Windows } from './windows';

let now = 0;
const windows = () => {
  now = 0;
  return new Windows(10_000, () => now);
};

describe('a window', () => {
  it('begins with the first request of a client and ends for it alone', () => {
    const counted = windows();
    expect([counted.count('a'), counted.count('a')]).toEqual([1, 2]);
    now = 6_000;
    expect([counted.count('b'), counted.countOf('a'), counted.secondsLeft('a'), counted.secondsLeft('b')]).toEqual([1, 2, 4, 10]);
    now = 10_000;
    expect([counted.countOf('a'), counted.count('a'), counted.countOf('b')]).toEqual([0, 1, 1]);
  });

  it('is full for the throttler once more was asked than is allowed', async () => {
    const counted = windows();
    now = 500;
    const asked = [await counted.increment('a', 0, 1), await counted.increment('a', 0, 1)];
    expect(asked).toEqual([
      { totalHits: 1, timeToExpire: 0, isBlocked: false, timeToBlockExpire: 0 },
      { totalHits: 2, timeToExpire: 10, isBlocked: true, timeToBlockExpire: 10 },
    ]);
  });

  it('of ten thousand clients is remembered, and no more: who came first begins anew', () => {
    const counted = windows();
    for (let n = 0; n < 10_001; n += 1) counted.count(`client ${n}`);
    expect([counted.countOf('client 0'), counted.countOf('client 1'), counted.countOf('client 10000')]).toEqual([0, 1, 1]);
  });
});
