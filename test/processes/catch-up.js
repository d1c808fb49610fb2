/* global clearInterval, gc, setInterval */
const { openEngine, settingsFrom } = require('../../dist/libs/platform/src');
const { ask } = require('../../dist/libs/read-models/src');

/**
 * Every read model from the first event on, in a process that does nothing else, so that its memory is theirs. Each time so many more
 * events were handed out it looks what is in use once the garbage is collected: run it with --expose-gc. Says, in bytes, what that was,
 * and how much was resident at most, and how many complaints the statistics count.
 */
const every = Number(process.argv[2]);

const main = async () => {
  const engine = await openEngine(settingsFrom(process.env));
  const inUse = [];
  watch(engine.events, () => {
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    inUse.push(heapUsed + arrayBuffers);
  });
  let resident = 0;
  const watching = setInterval(() => (resident = Math.max(resident, process.memoryUsage.rss())), 50);
  await engine.projectors.catchUp();
  clearInterval(watching);
  const { metrics } = await ask(engine.readModels.statistics, { basis: 'received', metric: 'received', asOf: engine.clock.now() });
  await engine.close();
  process.stdout.write(`${JSON.stringify({ resident, inUse, counted: metrics[0].value })}\n`);
};

/** Calls each time so many more events were handed out. */
const watch = (events, look) => {
  const all = events.all.bind(events);
  let left = every;
  events.all = async function* (after) {
    for await (const batch of all(after)) {
      yield batch;
      left -= batch.length;
      if (left > 0) continue;
      left += every;
      look();
    }
  };
};

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
