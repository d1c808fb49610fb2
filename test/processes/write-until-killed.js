const { openSync, writeSync } = require('node:fs');
const { SqliteEventStore } = require('../../dist/libs/event-store/src');
const { plannedAppends } = require('./planned-appends');

/**
 * Continues every stream from where its acknowledged appends end (so it sends again whatever was stored without an answer) until it is
 * killed. Each acknowledgement is one line of a file, `stream append revision position`, written at once; the first is announced too.
 */
const [path, acknowledgements, seed, standing] = process.argv.slice(2);
const store = new SqliteEventStore(path);
const file = openSync(acknowledgements, 'w');
let announced = false;
const acknowledge = (line) => {
  // A file and not a pipe: a pipe that is full refuses to be written at once.
  writeSync(file, line);
  if (!announced) process.stdout.write('writing\n');
  announced = true;
};

const write = async (stream, from) => {
  for (const { events, expected, after } of plannedAppends(seed, stream, from)) {
    // Every eighth is sent three times at once, as an impatient client would.
    const asked = Array.from({ length: after.append % 8 === 0 ? 3 : 1 }, () => store.append(stream, events, expected));
    for (const { revision, position } of await Promise.all(asked)) acknowledge(`${stream} ${after.append} ${revision} ${position}\n`);
  }
};
for (const [stream, from] of Object.entries(JSON.parse(standing))) void write(stream, from);
