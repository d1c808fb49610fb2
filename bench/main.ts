import { appendingRows } from './appending';
import { commandingRows } from './commanding';
import { importingRows } from './importing';
import type { Row } from './measuring';
import { askingRows, rebuildingRows } from './reading';

const groups: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  appending: appendingRows,
  commanding: commandingRows,
  importing: importingRows,
  rebuilding: rebuildingRows,
  asking: askingRows,
};

const written = ({ operation, unit, candidatePerSecond, referencePerSecond, reference, ratio, goal, reached, note }: Row): string => {
  const per = (rate: number): string => `${rate >= 100 ? Math.round(rate).toLocaleString('en') : rate.toFixed(2)} ${unit}/s`;
  const verdict = reached === null ? '' : reached ? ' reached' : ' NOT REACHED';
  return `| ${operation} | ${per(candidatePerSecond)} | ${reference}: ${per(referencePerSecond)} | ${ratio.toFixed(2)} | ${goal}${verdict} | ${note ?? ''} |`;
};

const main = async (argv: readonly string[]): Promise<void> => {
  const json = argv.includes('--json');
  const chosen = argv.filter((name) => Object.hasOwn(groups, name));
  const rows: Row[] = [];
  if (!json) process.stdout.write('| operation | candidate | reference | ratio | goal | note |\n| --- | --- | --- | --- | --- | --- |\n');
  for (const name of chosen.length > 0 ? chosen : Object.keys(groups)) {
    for (const row of await groups[name]!()) {
      rows.push(row);
      if (!json) process.stdout.write(`${written(row)}\n`);
    }
  }
  if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
};

void main(process.argv.slice(2));
