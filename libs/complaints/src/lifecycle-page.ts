import { type Role, roles, grantOf } from '@redress/kernel';
import type { ComplaintCommandType } from './domain/complaint.commands';
import { correctable } from './domain/complaint.corrections';
import { clauseOf, lifecycle, nextStatus, type Status, statuses } from './domain/complaint.lifecycle';
import { commandGrants } from './domain/complaint.roles';

const commands = Object.keys(lifecycle) as ComplaintCommandType[];

/** docs/lifecycle.md: the lifecycle table as people read it, made from the table that decides. */
export const lifecyclePage = (): string =>
  [
    '# The life of a complaint',
    '',
    'Generated from `libs/complaints/src/domain` (`complaint.lifecycle.ts`, `complaint.roles.ts`, `complaint.corrections.ts`); `npm run generate` makes it anew.',
    '',
    'Acknowledged is a fact, not a state: allowed at any time after receipt and required before closing as settled. Reopened behaves like assigned.',
    '',
    'A review leaves the state as it is. One that does not uphold the decision takes it away: while the complaint is being handled another decision is told; a resolved or closed one is reopened for that, however long ago it ended.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> received: ReceiveComplaint',
    ...arrows().map(([from, to, names]) => `  ${id(from)} --> ${id(to)}: ${names.join(', ')}`),
    ...statuses.filter((status) => status.includes('-')).map((status) => `  ${id(status)}: ${status}`),
    '```',
    '',
    '## Commands',
    '',
    '| command | allowed while | leads to | else refused with | records | clause of ISO 10002:2018 | who |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...commands.map(commandRow),
    '',
    'While there is no complaint of the number, every command but `ReceiveComplaint` is refused with `complaint.unknown`; after resolution with `complaint.resolved` and after closing with `complaint.closed`, where the command is not allowed then.',
    '',
    '## Events and the clauses they serve',
    '',
    '| event | clause | what may be corrected, in clear | what may be corrected, sealed |',
    '| --- | --- | --- | --- |',
    ...(Object.keys(clauseOf) as (keyof typeof clauseOf)[]).map(
      (type) => `| ${type} | ${clauseOf[type]} | ${paths(correctable[type].clear)} | ${paths(correctable[type].personal)} |`,
    ),
    '',
    'Of an imported complaint the columns that map to nothing of ours can be corrected too: `source.columns.<name>` and `personal.columns.<name>`.',
    '',
  ].join('\n');

const id = (status: Status): string => status.replace('-', '_');
const paths = (list: readonly string[]): string => list.map((path) => `\`${path}\``).join(' ');

/** The moves that change the state, with the commands that make them. */
const arrows = (): readonly (readonly [Status, Status, readonly string[]])[] => {
  const names = new Map<string, { from: Status; to: Status; commands: string[] }>();
  for (const command of commands) {
    for (const from of lifecycle[command].from) {
      const to = nextStatus(command, from);
      if (from === to || from === 'none') continue;
      const arrow = names.get(`${from} ${to}`) ?? { from, to, commands: [] };
      arrow.commands.push(command);
      names.set(`${from} ${to}`, arrow);
    }
  }
  return [...names.values()].map(({ from, to, commands: made }) => [from, to, made]);
};

const commandRow = (command: ComplaintCommandType): string => {
  const { from, shortRoute, to, otherwise, records, clause } = lifecycle[command];
  const leads =
    typeof to === 'string'
      ? to
      : Object.entries(to)
          .map(([before, after]) => `${before} → ${after}`)
          .join(', ');
  return `| ${command} | ${from.join(', ')}${shortRoute ? `; by the short route also ${shortRoute.join(', ')}` : ''} | ${leads} | \`${otherwise}\` | ${records.join(', ')} | ${clause} | ${who(command)} |`;
};

const who = (command: ComplaintCommandType): string =>
  roles
    .map((role: Role) => [role, grantOf(commandGrants[command], role)] as const)
    .filter(([, grant]) => grant !== 'no')
    .map(([role, grant]) => (grant === 'yes' ? role : `${role} (${grant})`))
    .join(', ');
