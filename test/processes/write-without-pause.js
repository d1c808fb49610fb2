const { SqliteEventStore } = require('../../dist/libs/event-store/src');

/** Keeps the file as busy as it can until its input ends: as soon as one group is stored the next is on its way. */
const store = new SqliteEventStore(process.argv[2]);
let writing = true;
process.stdin.on('data', () => undefined).on('end', () => (writing = false));
const write = async (writer) => {
  for (let n = 0; writing; n++) {
    const events = Array.from({ length: 20 }, (_, index) => ({
      id: `${writer}-${n}-${index}`,
      type: 'ThingHappened',
      data: JSON.stringify({ text: 'x'.repeat(400) }),
      metadata: '{"schema":1}',
    }));
    await store.append(`bulk-${writer}-${n}`, events, 'no-stream');
    if (n === 0) process.stdout.write('writing\n');
  }
};
Promise.all(Array.from({ length: 40 }, (_, writer) => write(writer))).then(() => store.close());
