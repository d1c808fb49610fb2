const { projects, ...runs } = require('../../jest.config.js');
const { named, missing } = require('./named-servers.js');

const suites = named.map((server) => server.suites);
// Suites that need all of them at once, such as those of the whole engine.
if (missing.length === 0) suites.push('servers-spec.ts');

/** @type {import('jest').Config} */
module.exports = {
  ...runs,
  rootDir: `${__dirname}/../..`,
  projects: [{ ...projects[0], displayName: 'servers', testMatch: suites.map((ending) => `<rootDir>/test/servers/**/*.${ending}`) }],
};
