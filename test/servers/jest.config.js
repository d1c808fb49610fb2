const { projects, ...runs } = require('../../jest.config.js');
const { named, missing } = require('./named-servers.js');

// The suites of the whole engine run on these servers then, and on doubles or files otherwise.
process.env['TEST_SERVERS'] = 'named';
const ofStores = named.map(({ suites }) => `<rootDir>/test/servers/**/*.${suites}`);
const ofTheEngine = ['on-servers', 'servers-kill', 'leases', 'leases-rebuild', 'migrate'].map(
  (name) => `<rootDir>/test/${name}.e2e-spec.ts`,
);

/** @type {import('jest').Config} */
module.exports = {
  ...runs,
  rootDir: `${__dirname}/../..`,
  projects: [{ ...projects[0], displayName: 'servers', testMatch: [...ofStores, ...(missing.length === 0 ? ofTheEngine : [])] }],
};
