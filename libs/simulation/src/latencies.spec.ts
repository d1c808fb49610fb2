import { Latencies } from './latencies';

describe('the percentiles of what was measured', () => {
  it('are within two percent of the nearest rank', () => {
    const latencies = new Latencies();
    for (let milliseconds = 1; milliseconds <= 1000; milliseconds += 1) latencies.add(milliseconds);
    const off = [50, 99].map((rank) => Math.abs(latencies.percentile(rank)! / (rank * 10) - 1));
    expect(off.every((share) => share <= 0.021)).toBe(true);
  });
  it('are none where nothing was measured', () => expect(new Latencies().percentile(50)).toBeNull());
});
