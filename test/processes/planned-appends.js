const { chained, firstPrev } = require('../../dist/libs/event-store/src');
const { uuidOf } = require('../../dist/libs/kernel/src');

/** Where a stream stands before its first append. */
const beginning = { append: 0, revision: -1, prev: firstPrev };

/**
 * What every stream of a kill test holds, append by append, the same in every process: sizes, texts and ids follow from the seed alone, so
 * that an append can be sent again with the same ids and what is stored can be compared to the letter. Yields `{events, expected, after}`
 * from where a stream stands on; `after` is where it stands then. Events are linked to each other and to those before.
 */
function* plannedAppends(seed, stream, from = beginning) {
  let { append, revision, prev } = from;
  for (;;) {
    const expected = revision < 0 ? 'no-stream' : revision;
    const events = [];
    const count = 1 + (Number.parseInt(uuidOf('count', seed, stream, String(append)).slice(0, 6), 16) % 3);
    for (let index = 0; index < count; index++) {
      const id = uuidOf('event', seed, stream, String(append), String(index));
      const data = JSON.stringify({ append, index, count, text: 'şikayət '.repeat(1 + (append % 20)) });
      const { linked, hash } = chained(
        { stream, revision: ++revision, id, type: `Thing${append % 5}Happened`, data, metadata: '{"schema":1}' },
        prev,
      );
      events.push(linked);
      prev = hash;
    }
    append++;
    yield { events, expected, after: { append, revision, prev } };
  }
}

module.exports = { beginning, plannedAppends };
