import { type Collection, type Document, Long, MongoClient, MongoServerError, type MongoClientOptions } from 'mongodb';
import { LoopbackMongo, type LoopbackMongoOptions, notPrimary, transientTransactionError, unknownCommitResult } from '.';

interface Jar {
  readonly _id: string;
  readonly grams: number;
}

describe('the double of MongoDB', () => {
  let double: LoopbackMongo;
  let client: MongoClient;
  let jars: Collection<Jar>;
  const begin = async (options: LoopbackMongoOptions = {}, ofClient: MongoClientOptions = {}): Promise<void> => {
    double = await LoopbackMongo.started(options);
    client = new MongoClient(double.url('pantry'), { serverSelectionTimeoutMS: 2_000, ...ofClient });
    jars = client.db().collection<Jar>('jars');
  };
  afterEach(async () => {
    await client.close();
    await double.stop();
  });
  const all = (): Promise<Jar[]> => jars.find().sort({ _id: 1 }).toArray();
  const codeOf = (work: Promise<unknown>): Promise<number | string> =>
    work.then(
      () => 'no error',
      (error: unknown) => (error as MongoServerError).code as number,
    );

  describe('a single command', () => {
    beforeEach(() => begin());

    it('inserts, updates, replaces and deletes, and says how many', async () => {
      await jars.insertMany([
        { _id: 'a', grams: 1 },
        { _id: 'b', grams: 2 },
      ]);
      const { modifiedCount } = await jars.updateOne({ _id: 'a' }, { $inc: { grams: 4 } });
      const { upsertedId } = await jars.replaceOne({ _id: 'c' }, { grams: 3 }, { upsert: true });
      const { deletedCount } = await jars.deleteOne({ _id: 'b' });
      expect([modifiedCount, upsertedId, deletedCount]).toEqual([1, 'c', 1]);
      expect(await all()).toEqual([
        { _id: 'a', grams: 5 },
        { _id: 'c', grams: 3 },
      ]);
    });
    it('refuses a second document with the same id, and goes on after it where the order does not matter', async () => {
      await jars.insertOne({ _id: 'a', grams: 1 });
      expect(await codeOf(jars.insertOne({ _id: 'a', grams: 2 }))).toBe(11000);
      const unordered = jars.insertMany(
        [
          { _id: 'a', grams: 3 },
          { _id: 'b', grams: 3 },
        ],
        { ordered: false },
      );
      expect(await codeOf(unordered)).toBe(11000);
      expect(await all()).toEqual([
        { _id: 'a', grams: 1 },
        { _id: 'b', grams: 3 },
      ]);
    });
    it('hands out what it finds in batches, in the order of BSON and from an index by its name', async () => {
      const docs = Array.from({ length: 250 }, (_nothing, n) => ({ _id: `jar-${n}`, grams: n % 7 }));
      await jars.insertMany(docs);
      await jars.createIndex({ grams: 1, _id: 1 }, { name: 'by_grams' });
      const found = await jars
        .find({ grams: { $gte: 2, $lt: 5 } }, { hint: 'by_grams', batchSize: 20 })
        .sort({ grams: -1, _id: -1 })
        .toArray();
      const expected = docs.filter(({ grams }) => grams >= 2 && grams < 5);
      expect(found).toEqual(expected.sort((a, b) => b.grams - a.grams || (a._id < b._id ? 1 : -1)));
      expect(double.sorted).toEqual([]);
      await expect(jars.find({}, { hint: 'by_name' }).toArray()).rejects.toThrow('hint provided');
    });
    it('tells of an order that no index gives', async () => {
      await jars.find({ _id: 'a' }).sort({ grams: 1 }).toArray();
      expect(double.sorted).toEqual([{ filter: { _id: 'a' }, sort: { grams: 1 } }]);
    });
    it('adds up integers of 64 bits exactly', async () => {
      const most = Long.fromBigInt(2n ** 53n - 1n);
      const numbers = client.db().collection<Document>('numbers');
      await numbers.insertMany([{ value: most }, { value: most }]);
      const [sum] = await numbers
        .aggregate<Document>([{ $group: { _id: null, value: { $sum: '$value' } } }], { useBigInt64: true })
        .toArray();
      expect(sum!['value']).toBe(2n ** 54n - 2n);
    });
    it('is refused where it names a command, an option, an operator or a stage that the double does not play', async () => {
      const refused: readonly (() => Promise<unknown>)[] = [
        () => client.db().command({ collStats: 'jars' }),
        () => jars.find({}, { skip: 2 }).toArray(),
        () => jars.find({ _id: { $regex: 'a' } }).toArray(),
        () => jars.updateOne({ _id: 'a' }, { $mul: { grams: 2 } }),
        () => jars.aggregate([{ $sample: { size: 1 } }]).toArray(),
        () => jars.createIndex({ grams: 1 }, { unique: true }),
      ];
      for (const each of refused) await expect(each()).rejects.toThrow(MongoServerError);
    });
    it('happens once though its answer was lost', async () => {
      await jars.insertOne({ _id: 'a', grams: 1 });
      double.faults.plan('update', { cut: 'after' });
      await jars.updateOne({ _id: 'a' }, { $inc: { grams: 1 } });
      expect(await all()).toEqual([{ _id: 'a', grams: 2 }]);
    });
    it('is sent again where the server said that it is no primary', async () => {
      double.faults.plan('insert', notPrimary);
      await jars.insertOne({ _id: 'a', grams: 1 });
      expect(await all()).toEqual([{ _id: 'a', grams: 1 }]);
    });
    it('finds what was written before the server was started again', async () => {
      await jars.insertOne({ _id: 'a', grams: 1 });
      await double.stop();
      await double.start();
      expect(await all()).toEqual([{ _id: 'a', grams: 1 }]);
    });
  });

  describe('a transaction', () => {
    beforeEach(async () => {
      await begin();
      await jars.insertOne({ _id: 'a', grams: 1 });
    });

    it('is seen by nobody else before it is committed, and by all afterwards', async () => {
      const session = client.startSession();
      session.startTransaction();
      await jars.insertOne({ _id: 'b', grams: 2 }, { session });
      const [own, others] = [await jars.find({}, { session }).toArray(), await all()];
      await session.commitTransaction();
      expect([own.length, others.length, (await all()).length]).toEqual([2, 1, 2]);
      await session.endSession();
    });
    it('leaves nothing where it is aborted', async () => {
      const session = client.startSession();
      session.startTransaction();
      await jars.updateOne({ _id: 'a' }, { $set: { grams: 9 } }, { session });
      await session.abortTransaction();
      await session.endSession();
      expect(await all()).toEqual([{ _id: 'a', grams: 1 }]);
    });
    it('reads what was there when it began', async () => {
      const session = client.startSession();
      session.startTransaction({ readConcern: { level: 'snapshot' } });
      await jars.findOne({ _id: 'a' }, { session });
      await jars.updateOne({ _id: 'a' }, { $set: { grams: 9 } });
      expect(await jars.findOne({ _id: 'a' }, { session })).toEqual({ _id: 'a', grams: 1 });
      await session.endSession();
    });
    it.each([['while the other is open'], ['after the other was committed']])(
      'conflicts with another that changed the same %s',
      async (when) => {
        const [one, other] = [client.startSession(), client.startSession()];
        for (const session of [one, other]) {
          session.startTransaction({ readConcern: { level: 'snapshot' } });
          await jars.findOne({ _id: 'a' }, { session });
        }
        await jars.updateOne({ _id: 'a' }, { $inc: { grams: 1 } }, { session: one });
        if (when.startsWith('after')) await one.commitTransaction();
        const lost = await jars
          .updateOne({ _id: 'a' }, { $inc: { grams: 1 } }, { session: other })
          .catch((error: unknown) => error as MongoServerError);
        expect([(lost as MongoServerError).code, (lost as MongoServerError).hasErrorLabel('TransientTransactionError')]).toEqual([
          112,
          true,
        ]);
        for (const session of [one, other]) await session.endSession();
      },
    );
    it('makes a write beside it wait until it ends', async () => {
      const session = client.startSession();
      session.startTransaction();
      await jars.updateOne({ _id: 'a' }, { $inc: { grams: 1 } }, { session });
      const beside = jars.updateOne({ _id: 'a' }, { $inc: { grams: 10 } });
      await session.commitTransaction();
      await beside;
      expect(await all()).toEqual([{ _id: 'a', grams: 12 }]);
      await session.endSession();
    });
    it('is ended by the first error in it', async () => {
      const session = client.startSession();
      session.startTransaction();
      expect(await codeOf(jars.insertOne({ _id: 'a', grams: 2 }, { session }))).toBe(11000);
      expect(await codeOf(jars.findOne({ _id: 'a' }, { session }))).toBe(251);
      await session.endSession();
    });
    it('is in the way of others until somebody kills its session', async () => {
      const session = client.startSession();
      session.startTransaction();
      await jars.updateOne({ _id: 'a' }, { $inc: { grams: 1 } }, { session });
      let isDone = false;
      const beside = jars.updateOne({ _id: 'a' }, { $inc: { grams: 10 } }).then(() => (isDone = true));
      await client.db().command({ ping: 1 });
      const waited = !isDone;
      await client.db().command({ killSessions: [session.id] });
      await beside;
      expect([waited, await all(), await codeOf(session.commitTransaction())]).toEqual([true, [{ _id: 'a', grams: 11 }], 251]);
      await session.endSession();
    });
    it('makes no collection', async () => {
      const session = client.startSession();
      session.startTransaction();
      await expect(client.db().collection('new').insertOne({}, { session })).rejects.toThrow('has to be made before');
      await session.endSession();
    });
    it.each([
      ['the answer was lost', { cut: 'after' } as const],
      ['the connection went before', { cut: 'before' } as const],
      ['its outcome was told as unknown', unknownCommitResult],
    ])('is committed once though %s', async (_case, fault) => {
      double.faults.plan('commitTransaction', fault);
      const session = client.startSession();
      await session.withTransaction(() => jars.updateOne({ _id: 'a' }, { $inc: { grams: 1 } }, { session }));
      expect(await all()).toEqual([{ _id: 'a', grams: 2 }]);
      await session.endSession();
    });
    it('is begun again after a passing error', async () => {
      double.faults.plan('update', transientTransactionError);
      const session = client.startSession();
      await session.withTransaction(() => jars.updateOne({ _id: 'a' }, { $inc: { grams: 1 } }, { session }));
      expect(await all()).toEqual([{ _id: 'a', grams: 2 }]);
      await session.endSession();
    });
  });

  it('ends a transaction that was left open for too long', async () => {
    await begin({ transactionLifetime: 0.05 });
    await jars.insertOne({ _id: 'a', grams: 1 });
    const session = client.startSession();
    session.startTransaction();
    await jars.updateOne({ _id: 'a' }, { $inc: { grams: 1 } }, { session });
    await jars.updateOne({ _id: 'a' }, { $inc: { grams: 10 } });
    expect([await all(), await codeOf(session.commitTransaction())]).toEqual([[{ _id: 'a', grams: 11 }], 251]);
    await session.endSession();
  });
  it('keeps a snapshot beside whoever writes', async () => {
    await begin();
    await jars.insertOne({ _id: 'a', grams: 1 });
    const session = client.startSession({ snapshot: true });
    await jars.findOne({ _id: 'none' }, { session });
    await jars.updateOne({ _id: 'a' }, { $set: { grams: 9 } });
    await jars.insertOne({ _id: 'b', grams: 2 });
    expect(await jars.find({}, { session }).toArray()).toEqual([{ _id: 'a', grams: 1 }]);
    await session.endSession();
  });
  it('has no transactions where it stands alone', async () => {
    await begin({ deployment: 'standalone' }, { retryWrites: false });
    await jars.insertOne({ _id: 'a', grams: 1 });
    const session = client.startSession();
    await expect(session.withTransaction(() => jars.findOne({ _id: 'a' }, { session }))).rejects.toThrow('replica set');
    await session.endSession();
  });
});
