import { createServer, type Server } from 'node:net';
import { LoopbackMongo, type LoopbackMongoOptions, readOnlyUser, wrongPassword } from '../../testing/src/mongodb';
import { type DatabaseKind, DatabaseRefused, MongoDatabase } from '.';

const jars: DatabaseKind = { name: 'store of jars', mark: 'RDjr', version: 2 };

describe('a MongoDB database', () => {
  let double: LoopbackMongo;
  let place: string;
  const begin = async (options: LoopbackMongoOptions = {}): Promise<void> => {
    double = await LoopbackMongo.started(options);
    place = new URL(double.url('jars')).host;
  };
  afterEach(() => double.stop());
  const opened = (url = double.url('jars'), kind = jars, installation = 'one'): Promise<string> =>
    MongoDatabase.opened(url, kind, { setting: 'REDRESS_JARS', installation, patience: 600 }, async (database) => {
      await database.make('shelf');
      await database.close();
      return 'opened';
    });
  const refusal = (work: Promise<string>): Promise<string> =>
    work.catch((error: unknown) => {
      if (!(error instanceof DatabaseRefused)) throw error;
      return `${error.reason}: ${error.message}`;
    });

  describe('of a replica set', () => {
    beforeEach(() => begin());

    it('is opened again by those who opened it first', async () => {
      expect([await opened(), await opened()]).toEqual(['opened', 'opened']);
    });
    it('is opened by two that begin at once', async () => {
      expect(await Promise.all([opened(), opened()])).toEqual(['opened', 'opened']);
    });
    it('is refused to another register', async () => {
      await opened();
      expect(await refusal(opened(double.url('jars'), jars, 'two'))).toBe(
        'foreign: The database jars of REDRESS_JARS belongs to another register; name one of this register, or an empty one.',
      );
    });
    it('is refused where it is of another kind', async () => {
      await opened();
      expect(await refusal(opened(double.url('jars'), { ...jars, name: 'key store', mark: 'RDky' }))).toBe(
        'foreign: The database jars of REDRESS_JARS is no key store; each store needs a database of its own.',
      );
    });
    it('is refused where a newer version made it', async () => {
      await opened();
      expect(await refusal(opened(double.url('jars'), { ...jars, version: 1 }))).toBe(
        'newer: The database jars of REDRESS_JARS was made by a newer version of Redress; run that version, or name another database.',
      );
    });
    it('is refused where it holds what is not ours', async () => {
      await MongoDatabase.opened(double.url('other'), jars, { setting: 'REDRESS_JARS', installation: 'one' }, async (database) => {
        await database.collection('redress').drop();
        await database.make('shelf');
        await database.close();
      });
      expect(await refusal(opened(double.url('other')))).toBe(
        'foreign: The database other of REDRESS_JARS holds collections that are not ours; name an empty one.',
      );
    });
    it('is refused to a user who may only read', async () => {
      double.faults.plan('findAndModify', readOnlyUser);
      expect(await refusal(opened())).toBe(
        'rights: The user of REDRESS_JARS may not write to jars; grant it the role readWrite on that database.',
      );
    });
    it('is refused to a wrong password, which no message repeats', async () => {
      double.faults.plan('saslStart', wrongPassword);
      expect(await refusal(opened(double.url('jars').replace('//', '//leyla:s3cret@')))).toBe(
        `password: ${place} (REDRESS_JARS) refuses the user or the password; correct them in REDRESS_JARS, and name the user's database as authSource.`,
      );
    });
    it('is refused where the set has another name', async () => {
      expect(await refusal(opened(double.url('jars').replace('rs0', 'other')))).toBe(
        `no replica set: ${place} (REDRESS_JARS) is no member of the replica set other. Start mongod with --replSet other and run rs.initiate() once in mongosh; one server is enough.`,
      );
    });
    it.each(['mongodb://127.0.0.1:1', 'jars', 'mongodb://leyla:s3cret@host/jars?retries=3', 'mongodb://leyla:s3:cret@h:x/jars'])(
      'is refused by a setting that names none: %s',
      async (url) => {
        expect(await refusal(opened(url))).toMatch(
          /^setting: REDRESS_JARS is no URL of a MongoDB database( \(\w+\))?; write mongodb:\/\/host:27017\/database\?replicaSet=name\.$/,
        );
      },
    );
    it('is refused where no server answers', async () => {
      const url = double.url('jars');
      await double.stop();
      expect(await refusal(opened(url))).toBe(
        `unreachable: No MongoDB server answers at ${place} (REDRESS_JARS); start it, or correct host and port.`,
      );
      await double.start();
    });
  });

  it.each([['with the name of a set in its URL', '?replicaSet=rs0'] as const, ['without', ''] as const])(
    'of a server that stands alone is refused, %s',
    async (_case, query) => {
      await begin({ deployment: 'standalone' });
      expect(await refusal(opened(double.url('jars') + query))).toMatch(/^no replica set: .*--replSet rs0.*rs\.initiate\(\)/);
    },
  );
  it('of an old server is refused', async () => {
    await begin({ maxWireVersion: 13 });
    expect(await refusal(opened())).toBe('too old: The MongoDB server of REDRESS_JARS is older than 6.0; upgrade it.');
  });
  it('is not looked for in a server of another kind', async () => {
    await begin();
    const server: Server = createServer((socket) =>
      socket
        .on('error', () => undefined)
        .resume()
        .end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await refusal(opened(`mongodb://127.0.0.1:${port}/jars?replicaSet=rs0`))).toBe(
      `unreachable: What answers at 127.0.0.1:${port} (REDRESS_JARS) has no primary or is no MongoDB server; look at its log, or correct host, port and tls.`,
    );
    await new Promise((resolve) => server.close(resolve));
  });
});
