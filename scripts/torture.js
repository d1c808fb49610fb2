'use strict';
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmdirSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * The tests that kill, end, interrupt and fuzz, with the figures of a release instead of those of every day. Whatever is set in the
 * environment wins: `APP_KILLS=50 TORTURE_SEED=7 npm run torture -- app-kill` is a small one. It ends with one line a trial; what needs
 * more than this machine lets us do is left out, and that is no pass.
 */
const seed = process.env.TORTURE_SEED ?? String(Date.now() % 1_000_000);
const trials = [
  { name: 'store-kill', test: 'test/store-kill', figures: { STORE_KILLS: '1000', STORE_SEED: seed } },
  { name: 'app-kill', test: 'test/app-kill', figures: { APP_KILLS: '200', APP_SEED: seed } },
  { name: 'acting-kill', test: 'test/acting-kill', figures: { ACT_KILLS: '100', ACT_SEED: seed } },
  { name: 'import-kill', test: 'test/import-kill', figures: { IMPORT_KILLS: '200', IMPORT_SEED: seed } },
  { name: 'sigterm', test: 'test/sigterm', figures: { TERMINATIONS: '200', TERMINATION_SEED: seed } },
  { name: 'servers-kill', test: 'test/servers-kill', figures: { SERVER_KILLS: '1000', SERVER_SEED: seed } },
  { name: 'leases', test: 'test/leases', figures: { LEASE_PAUSES: '200', LEASE_ENDS: '50', REBUILD_KILLS: '100', LEASE_SEED: seed } },
  { name: 'network', test: 'network-faults', figures: { NETWORK_CUTS: 'all', NETWORK_SEED: seed } },
  { name: 'clocks', test: 'deadlines/src/against-minutes', figures: { CLOCK_CASES: '100000', CLOCK_LONG_CASES: '5000', CLOCK_SEED: seed } },
  { name: 'io-faults', test: 'projections/src/io-faults', figures: { IO_FAULTS: 'all' } },
  { name: 'slow-reader', test: 'test/slow-reader', figures: { SLOW_READER_EVENTS: '1000000' } },
  { name: 'flat-memory', test: 'test/flat-memory', figures: { FLAT_MEMORY_EVENTS: '1000000' } },
  { name: 'disk-full', test: 'test/disk-full', figures: {}, onDisk: '3m' },
  { name: 'backup', test: 'test/backup', figures: { BACKUPS: '20' } },
  ...Array.from({ length: 20 }, (_, n) => ({
    name: `fuzz ${n + 1}`,
    test: 'apps/api/src/fuzz',
    figures: { FUZZ_RUNS: '100000', FUZZ_SEED: String(Number(seed) + n) },
  })),
];

const asked = process.argv.slice(2);
const chosen = trials.filter(({ name }) => asked.length === 0 || asked.some((each) => name.startsWith(each)));
if (chosen.length === 0) {
  process.stderr.write(`There is no such trial; there are ${trials.map(({ name }) => name).join(', ')}.\n`);
  process.exit(2);
}

const jest = join(__dirname, '..', 'node_modules', 'jest', 'bin', 'jest.js');
const jestPasses = (test, env) =>
  spawnSync(process.execPath, [jest, '--runInBand', test], { cwd: join(__dirname, '..'), env, stdio: 'inherit' }).status === 0;

/** A file system in memory of the size given, for as long as `work` takes; null where nobody but root may make one. */
const onDisk = (size, work) => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-disk-'));
  const isMade = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'inherit' }).status === 0;
  try {
    return isMade ? work(folder) : null;
  } finally {
    if (isMade) spawnSync('umount', [folder], { stdio: 'inherit' });
    rmdirSync(folder);
  }
};
const outcomeOf = ({ test, onDisk: size }, env) => {
  if (!size) return jestPasses(test, env) ? 'passed' : 'FAILED';
  const passes = onDisk(size, (folder) => jestPasses(test, { ...env, FULL_DISK: folder }));
  if (passes === null) return 'left out (only root can make a small file system; run it as root)';
  return passes ? 'passed' : 'FAILED';
};

const outcomes = chosen.map((trial) => {
  const env = { ...trial.figures, ...process.env };
  const outcome = outcomeOf(trial, env);
  const shown = Object.keys(trial.figures).map((figure) => `${figure}=${env[figure]}`);
  return { outcome, line: `${outcome}  ${trial.name}  ${shown.join(' ')}` };
});
process.stdout.write(`\n${outcomes.map(({ line }) => line).join('\n')}\n`);
process.exitCode = outcomes.some(({ outcome }) => outcome === 'FAILED') ? 1 : 0;
