import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const run = (named: NodeJS.ProcessEnv) => {
  const env = { ...process.env, REDRESS_TEST_ESDB: '', REDRESS_TEST_MONGO: '', ...named };
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${__dirname}/run.js`, '--listTests'], { env, encoding: 'utf8' });
  const suites = stdout.split('\n').flatMap((line) => /[^/]+\.(esdb|mongo|e2e)-spec\.ts$/.exec(line)?.[0] ?? []);
  return { status, suites: suites.sort(), said: stderr };
};
/** Those of some servers among the suites that lie here. */
const suitesOf = (servers: RegExp): string[] =>
  readdirSync(__dirname)
    .filter((file) => servers.test(file))
    .sort();
/** Of the whole engine; they need both servers. */
const ofTheEngine = ['leases', 'leases-rebuild', 'migrate', 'on-servers', 'servers-kill'].map((name) => `${name}.e2e-spec.ts`);
const esdb = 'esdb://127.0.0.1:2113?tls=false';
const mongo = 'mongodb://127.0.0.1:27017/?replicaSet=rs0';

describe('the tests on real servers', () => {
  it('fail where no server is named, and say how to name them', () => {
    expect(run({})).toEqual({
      status: 1,
      suites: [],
      said: `Not tested on EventStoreDB and MongoDB, because no server was named; give REDRESS_TEST_ESDB='${esdb}' REDRESS_TEST_MONGO='${mongo}' (other data may be there).\n`,
    });
  });
  it('run on the one that is named, and fail for want of the other', () => {
    expect(run({ REDRESS_TEST_ESDB: esdb })).toEqual({
      status: 1,
      suites: suitesOf(/\.esdb-spec\.ts$/),
      said: `Not tested on MongoDB, because no server was named; give REDRESS_TEST_MONGO='${mongo}' (other data may be there).\n`,
    });
    expect(run({ REDRESS_TEST_MONGO: mongo }).suites).toEqual(suitesOf(/\.mongo-spec\.ts$/));
  });
  it('run on both, those of the whole engine too', () => {
    expect(run({ REDRESS_TEST_ESDB: esdb, REDRESS_TEST_MONGO: mongo })).toEqual({
      status: 0,
      suites: [...suitesOf(/\.(esdb|mongo)-spec\.ts$/), ...ofTheEngine].sort(),
      said: '',
    });
  });
});
