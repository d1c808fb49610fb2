import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifecyclePage } from '@redress/complaints';
import { metricsPage } from '@redress/read-models';
import { settingsPage } from '@redress/platform';

const root = join(__dirname, '..', '..', '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

const placed = /<!-- region: (\S+)#(\S+) -->\n[\s\S]*?<!-- endregion -->/g;

/** A page whose examples are regions of tests that pass: what stands in the page is what was run. */
const withRegions = (page: string) => (): string =>
  read(page).replace(
    placed,
    (_whole, file: string, name: string) =>
      `<!-- region: ${file}#${name} -->\n\n\`\`\`ts\n${regionOf(file, name)}\n\`\`\`\n\n<!-- endregion -->`,
  );

const regionOf = (file: string, name: string): string => {
  const found = new RegExp(`// #region ${name}\\n([\\s\\S]*?)\\n *// #endregion`).exec(read(file));
  if (!found) throw new Error(`${file} has no region ${name}.`);
  const lines = found[1]!.split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent)).join('\n');
};

/** Every generated file, with what it must hold. One command makes them; the check fails when one is stale. */
const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/lifecycle.md': lifecyclePage,
  'docs/metrics.md': metricsPage,
  'docs/settings.md': settingsPage,
  'README.md': withRegions('README.md'),
};

const main = async (check: boolean): Promise<void> => {
  const stale: string[] = [];
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

void main(process.argv.includes('--check'));
