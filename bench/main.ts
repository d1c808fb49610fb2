import { actingRows } from './acting';
import { appendingRows } from './appending';
import { commandingRows } from './commanding';
import { derivingRows } from './deriving';
import { importingRows } from './importing';
import type { Row } from './measuring';
import { askingRows, rebuildingRows } from './reading';
import { recordServerRows } from './record-server';
import { servingRows } from './serving';
import { viewsServerRows } from './views-server';
import { whatIfRows } from './what-if';

/** `--events 1000000`: how many the read models catch up with on servers. */
const eventsIn = (argv: readonly string[]): number | undefined => {
  const at = argv.indexOf('--events');
  return at < 0 ? undefined : Number(argv[at + 1]);
};

type Group = (argv: readonly string[]) => Promise<readonly Row[]>;
const groups: Readonly<Record<string, Group>> = {
  acting: actingRows,
  appending: appendingRows,
  commanding: commandingRows,
  deriving: derivingRows,
  'what-if': whatIfRows,
  importing: importingRows,
  rebuilding: rebuildingRows,
  asking: askingRows,
  'record-server': recordServerRows,
  'views-server': viewsServerRows,
  serving: (argv) => servingRows(eventsIn(argv)),
};

/** What `servers` stands for. */
const onServers = ['record-server', 'views-server', 'serving'];

const written = ({ operation, unit, candidatePerSecond, referencePerSecond, reference, ratio, goal, reached, note }: Row): string => {
  const per = (rate: number): string => `${rate >= 100 ? Math.round(rate).toLocaleString('en') : rate.toFixed(2)} ${unit}/s`;
  const verdict = reached === null ? '' : reached ? ' reached' : ' NOT REACHED';
  return `| ${operation} | ${per(candidatePerSecond)} | ${reference}: ${per(referencePerSecond)} | ${ratio.toFixed(2)} | ${goal}${verdict} | ${note ?? ''} |`;
};

const main = async (argv: readonly string[]): Promise<void> => {
  const json = argv.includes('--json');
  const named = argv.filter((each, at) => !each.startsWith('--') && argv[at - 1] !== '--events');
  const unknown = named.filter((name) => name !== 'servers' && !Object.hasOwn(groups, name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}, and servers.\n`);
    process.exitCode = 2;
    return;
  }
  const chosen = named.flatMap((name) => (name === 'servers' ? onServers : [name]));
  const rows: Row[] = [];
  if (!json) process.stdout.write('| operation | candidate | reference | ratio | goal | note |\n| --- | --- | --- | --- | --- | --- |\n');
  for (const name of chosen.length > 0 ? chosen : Object.keys(groups)) {
    for (const row of await groups[name]!(argv)) {
      rows.push(row);
      if (!json) process.stdout.write(`${written(row)}\n`);
    }
  }
  if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
};

void main(process.argv.slice(2));
