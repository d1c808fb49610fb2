const { SqliteEventStore } = require('../../dist/libs/event-store/src');

/** Three appends in one turn, and so in one commit, by a writer that is killed at a step; says which were acknowledged. */
const [path, step, tag] = process.argv.slice(2);
const store = new SqliteEventStore(path, { fault: { step: Number(step), how: 'kill' } });
const events = (name, count) =>
  Array.from({ length: count }, (_, n) => ({
    id: `${tag}-${name}-${n}`,
    type: 'ThingHappened',
    data: JSON.stringify({ n }),
    metadata: '{"schema":1}',
  }));
const asked = [
  ['a', 2],
  ['b', 1],
  ['c', 3],
].map(([name, count]) =>
  store.append(`thing-${tag}-${name}`, events(name, count), 'no-stream').then(() => process.stdout.write(`${name}\n`)),
);
Promise.all(asked).then(() => store.close());
