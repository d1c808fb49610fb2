/* global setInterval */
const { join } = require('node:path');
const { SqliteEventStore } = require('../../dist/libs/event-store/src');
const { EventStoreDbDouble } = require('../../dist/libs/testing/src/eventstoredb');
const { LoopbackMongo } = require('../../dist/libs/testing/src/mongodb');

/** The record of a data folder in a double of EventStoreDB, beside an empty MongoDB; says where they are, and ends with its input. */
const [folder] = process.argv.slice(2);

const main = async () => {
  const [events, documents] = [await EventStoreDbDouble.start(), await LoopbackMongo.started()];
  const record = new SqliteEventStore(join(folder, 'events.db'), { readOnly: true });
  for await (const batch of record.all(null)) for (const event of batch) events.log.append(event.stream, 'any', [asSent(event)]);
  await record.close();
  // They note what came in, for tests that look.
  setInterval(() => {
    documents.received.length = 0;
    documents.sorted.length = 0;
  }, 1_000);
  process.stdin.once('end', () => process.exit()).resume();
  process.stdout.write(`${JSON.stringify({ eventStore: events.connectionString(), documentStore: documents.url('views') })}\n`);
};

const asSent = ({ id, type, data, metadata }) => ({
  id,
  type,
  contentType: 'application/json',
  data: Buffer.from(data),
  metadata: Buffer.from(metadata),
});

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
