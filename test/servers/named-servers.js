/** The servers that `npm run test:servers` runs on: `variable` names one, in the form of `example`; its suites end in `suites`. */
const servers = [
  { kind: 'EventStoreDB', variable: 'REDRESS_TEST_ESDB', example: 'esdb://127.0.0.1:2113?tls=false', suites: 'esdb-spec.ts' },
  { kind: 'MongoDB', variable: 'REDRESS_TEST_MONGO', example: 'mongodb://127.0.0.1:27017/?replicaSet=rs0', suites: 'mongo-spec.ts' },
];
const named = servers.filter(({ variable }) => process.env[variable]);
const missing = servers.filter(({ variable }) => !process.env[variable]);

/** What was not tested and how to change that. */
const advice = () => {
  const kinds = missing.map(({ kind }) => kind).join(' and ');
  const settings = missing.map(({ variable, example }) => `${variable}='${example}'`).join(' ');
  return `Not tested on ${kinds}, because no server was named; give ${settings} (other data may be there).`;
};

module.exports = { named, missing, advice };
