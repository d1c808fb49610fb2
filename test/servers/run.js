const { spawnSync } = require('node:child_process');
const { named, missing, advice } = require('./named-servers.js');

const tested = named.length === 0 ? 1 : runSuites();
if (missing.length > 0) console.error(advice());
process.exitCode = missing.length > 0 ? 1 : tested;

/** On the servers that were named; what the command line holds besides goes to Jest. */
function runSuites() {
  const jest = [require.resolve('jest/bin/jest'), '--config', `${__dirname}/jest.config.js`, ...process.argv.slice(2)];
  return spawnSync(process.execPath, jest, { stdio: 'inherit' }).status ?? 1;
}
