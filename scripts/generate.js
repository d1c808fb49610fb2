'use strict';
const { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const built = (path) => require(join(root, 'dist', path));
const read = (name) => readFileSync(join(root, name), 'utf8');

const placed = /<!-- region: (\S+)#(\S+) -->\n[\s\S]*?<!-- endregion -->/g;

/** A page whose examples are regions of tests that pass: what stands in the page is what was run. */
const withRegions = (page) => () =>
  read(page).replace(placed, (_whole, file, name) => {
    const example = ['```ts', regionOf(file, name), '```'].join('\n');
    return `<!-- region: ${file}#${name} -->\n\n${example}\n\n<!-- endregion -->`;
  });

const regionOf = (file, name) => {
  const found = new RegExp(`// #region ${name}\\n([\\s\\S]*?)\\n *// #endregion`).exec(read(file));
  if (!found) throw new Error(`${file} has no region ${name}.`);
  const lines = found[1].split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent)).join('\n');
};

/** The API as it describes itself. */
const openApi = async () => {
  const { openEngine, settingsFrom } = built('libs/platform/src');
  const { createApi } = built('apps/api/src/create-api.js');
  const folder = mkdtempSync(join(tmpdir(), 'redress-generate-'));
  const engine = await openEngine(settingsFrom({ REDRESS_DATA: folder }));
  try {
    const api = await createApi({ ...engine, readiness: [] }, { withDocs: false, logLevel: 'silent' });
    const { document } = api;
    await api.stop();
    return `${JSON.stringify(document, null, 2)}\n`;
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
};

/** Every generated file, with what it must hold. One command makes them; with --check it fails where one is stale. */
const pages = {
  'docs/lifecycle.md': () => built('libs/complaints/src').lifecyclePage(),
  'docs/metrics.md': () => built('libs/read-models/src').metricsPage(),
  'docs/read-models.md': () => built('libs/read-models/src').dictionaryPage(),
  'docs/settings.md': () => built('libs/platform/src').settingsPage(),
  'docs/openapi.json': openApi,
  'docs/deadlines.md': withRegions('docs/deadlines.md'),
  'docs/what-if.md': withRegions('docs/what-if.md'),
  'README.md': withRegions('README.md'),
};

const main = async (check) => {
  const stale = [];
  for (const [name, make] of Object.entries(pages)) {
    const wanted = await make();
    const file = join(root, name);
    if (existsSync(file) && readFileSync(file, 'utf8') === wanted) continue;
    if (check) stale.push(name);
    else writeFileSync(file, wanted);
  }
  if (stale.length === 0) return;
  process.stderr.write(`Stale: ${stale.join(', ')}. Run: npm run generate\n`);
  process.exitCode = 1;
};

main(process.argv.includes('--check')).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
