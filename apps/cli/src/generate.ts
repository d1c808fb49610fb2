import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifecyclePage } from '@redress/complaints';
import { metricsPage } from '@redress/read-models';
import { settingsPage } from '@redress/platform';

const root = join(__dirname, '..', '..', '..', '..');

/** Every generated file, with what it must hold. One command makes them; the check fails when one is stale. */
const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/lifecycle.md': lifecyclePage,
  'docs/metrics.md': metricsPage,
  'docs/settings.md': settingsPage,
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
