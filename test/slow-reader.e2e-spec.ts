import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { EventStoreDbDouble } from '../libs/testing/src/eventstoredb';

/** `SLOW_READER_EVENTS=200000 npm run torture -- slow-reader` is a small one. */
const total = Number(process.env['SLOW_READER_EVENTS']);
const mostGrowth = 100 * 1024 * 1024;

describe(`a reader of ${total} events that is slower than EventStoreDB`, () => {
  let double: EventStoreDbDouble;
  beforeAll(async () => {
    double = await EventStoreDbDouble.start();
    const metadata = Buffer.from(JSON.stringify({ schema: 1, filling: 'x'.repeat(600) }));
    const stored = (n: number) => ({
      id: randomUUID(),
      type: 'ThingHappened',
      contentType: 'application/json',
      data: Buffer.from(JSON.stringify({ n })),
      metadata,
    });
    for (let n = 0; n < total; n += 1) double.log.append(`thing-${n % 1_000}`, 'any', [stored(n)]);
  }, 600_000);
  afterAll(() => double.stop());

  it('sees each of them once, in memory that does not grow with what waits', async () => {
    const script = join(__dirname, 'processes', 'slow-reader.js');
    const reader = spawn(process.execPath, [script, double.connectionString(), String(total)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = await Promise.all([text(reader.stdout), once(reader, 'close')]);
    const { seen, missed, grownBy } = JSON.parse(said) as { seen: number; missed: number; grownBy: number };
    process.stdout.write(`The memory of the reader grew by ${(grownBy / 1024 / 1024).toFixed(1)} MB.\n`);
    expect([seen, missed, grownBy < mostGrowth]).toEqual([total, 0, true]);
  }, 3_600_000);
});
