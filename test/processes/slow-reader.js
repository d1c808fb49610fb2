const { setTimeout: pause } = require('node:timers/promises');
const { openEventStoreDb } = require('../../dist/libs/event-store/src');

/** Follows the log at a URL more slowly than it comes, up to so many events; says how much its memory grew meanwhile, and what it missed. */
const [url, total] = [process.argv[2], Number(process.argv[3])];
const eventsAMillisecond = 10;
const warm = Math.min(10_000, total / 4);

const read = async () => {
  const store = await openEventStoreDb(url, { prefixes: ['thing-'] });
  const end = new globalThis.AbortController();
  let [seen, missed, before, most] = [0, 0, 0, 0];
  for await (const batch of store.subscribe(null, end.signal)) {
    for (const { data } of batch) if (JSON.parse(data).n !== seen++) missed++;
    await pause(Math.max(1, batch.length / eventsAMillisecond));
    const { rss } = process.memoryUsage();
    if (seen <= warm) before = rss;
    most = Math.max(most, rss);
    if (seen >= total) end.abort();
  }
  await store.close();
  process.stdout.write(`${JSON.stringify({ seen, missed, grownBy: Math.max(0, most - before) })}\n`);
};
read().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
