/* global AbortController */
const { environmentWithFile, openEngine, settingsFrom } = require('../../dist/libs/platform/src');

/**
 * `redress work` that stops itself when it is told to, by a line on its input, at the worst moment: once the next batch is folded and
 * before it is stored. It says so first. Told to go on before that moment, it does.
 */
let isTold = false;
process.stdin.on('data', (line) => (isTold = String(line).trim().split('\n').at(-1) === 'pause')).unref();

const pausing = (documents) => {
  const apply = documents.apply.bind(documents);
  documents.apply = (batch) => {
    if (isTold) {
      isTold = false;
      process.stdout.write('paused\n');
      process.kill(process.pid, 'SIGSTOP');
    }
    return apply(batch);
  };
};

const main = async () => {
  const onTrouble = (error) => process.stderr.write(`${error.stack}\n`);
  const engine = await openEngine(settingsFrom(environmentWithFile(process.env, process.cwd())), undefined, { onTrouble });
  pausing(engine.documents);
  const end = new AbortController();
  process.once('SIGTERM', () => end.abort());
  process.stdout.write(`${JSON.stringify({ holder: engine.projectors.holder, health: null })}\n`);
  await engine.projectors.run(end.signal);
  await engine.close();
};
main();
