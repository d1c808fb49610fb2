'use strict';
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

/**
 * The tests that kill, end, interrupt and fuzz, with the figures of a release instead of those of every day. Whatever is set in the
 * environment wins: `APP_KILLS=50 TORTURE_SEED=7 npm run torture -- app-kill` is a small one. It ends with one line a trial.
 */
const seed = process.env.TORTURE_SEED ?? String(Date.now() % 1_000_000);
const trials = [
  { name: 'store-kill', test: 'test/store-kill', figures: { STORE_KILLS: '1000', STORE_SEED: seed } },
  { name: 'app-kill', test: 'test/app-kill', figures: { APP_KILLS: '200', APP_SEED: seed } },
  { name: 'import-kill', test: 'test/import-kill', figures: { IMPORT_KILLS: '200', IMPORT_SEED: seed } },
  { name: 'sigterm', test: 'test/sigterm', figures: { TERMINATIONS: '200', TERMINATION_SEED: seed } },
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
const outcomes = chosen.map(({ name, test, figures }) => {
  const env = { ...figures, ...process.env };
  const { status } = spawnSync(process.execPath, [jest, '--runInBand', test], { cwd: join(__dirname, '..'), env, stdio: 'inherit' });
  const shown = Object.keys(figures).map((figure) => `${figure}=${env[figure]}`);
  return { passed: status === 0, line: `${status === 0 ? 'passed' : 'FAILED'}  ${name}  ${shown.join(' ')}` };
});
process.stdout.write(`\n${outcomes.map(({ line }) => line).join('\n')}\n`);
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
