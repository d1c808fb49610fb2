import type { Db, MongoClient } from 'mongodb';
import { type DatabaseKind, DatabaseRefused } from './database-kind';
import type { OpenMongoOptions } from './mongo-database';

/** Of MongoDB 6.0: what is older reads no snapshots that we can rely on, and is no longer maintained. */
const oldestWireVersion = 17;

/** A server that cannot change several documents together would lose or double sums. Throws DatabaseRefused. */
export const refuseUnfit = async (client: MongoClient, { setting }: Pick<OpenMongoOptions, 'setting'>): Promise<void> => {
  const { setName, msg, maxWireVersion } = await client.db('admin').command({ hello: 1 });
  const knowsTransactions = typeof setName === 'string' || msg === 'isdbgrid';
  if (!knowsTransactions) {
    throw new DatabaseRefused(
      'no replica set',
      `The MongoDB server of ${setting} is no replica set, and only a replica set has transactions. Start mongod with --replSet rs0, run rs.initiate() once in mongosh, and add ?replicaSet=rs0 to ${setting}; one server is enough.`,
    );
  }
  if ((maxWireVersion as number) < oldestWireVersion) {
    throw new DatabaseRefused('too old', `The MongoDB server of ${setting} is older than 6.0; upgrade it.`);
  }
};

interface Marker {
  readonly _id: 'redress';
  readonly kind: string;
  readonly version: number;
  readonly installation: string;
}
const markerCollection = 'redress';

/** Marks an empty database as ours, or looks whose it is. Throws DatabaseRefused. */
export const claim = async (db: Db, kind: DatabaseKind, { setting, installation }: OpenMongoOptions): Promise<void> => {
  const markers = db.collection<Marker>(markerCollection);
  const others = await db.listCollections({}, { nameOnly: true }).toArray();
  // Read after the names: whoever else begins at this moment writes the marker before anything else.
  const isForeign = (await markers.findOne({ _id: 'redress' })) === null && others.length > 0;
  const name = `The database ${db.databaseName} of ${setting}`;
  if (isForeign) throw new DatabaseRefused('foreign', `${name} holds collections that are not ours; name an empty one.`);
  const mine = { kind: kind.mark, version: kind.version, installation };
  const marker = await markers.findOneAndUpdate({ _id: 'redress' }, { $setOnInsert: mine }, { upsert: true, returnDocument: 'after' });
  if (marker!.kind !== kind.mark)
    throw new DatabaseRefused('foreign', `${name} is no ${kind.name}; each store needs a database of its own.`);
  if (marker!.installation !== installation) {
    throw new DatabaseRefused('foreign', `${name} belongs to another register; name one of this register, or an empty one.`);
  }
  if (marker!.version > kind.version) {
    throw new DatabaseRefused('newer', `${name} was made by a newer version of Redress; run that version, or name another database.`);
  }
};

/** Throws DatabaseRefused where a register has marked it. */
export const refuseClaimed = async (db: Db, { setting }: Pick<OpenMongoOptions, 'setting'>): Promise<void> => {
  if ((await db.collection<Marker>(markerCollection).findOne({ _id: 'redress' })) === null) return;
  throw new DatabaseRefused(
    'foreign',
    `The database ${db.databaseName} of ${setting} belongs to a register, but the record that is named holds none; correct the setting of the record or its prefix, run a redress migrate that was cut off again, or name an empty database.`,
  );
};
