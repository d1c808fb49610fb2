import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { roles } from '@redress/kernel';
import { may, type Operation, owns, refuseUnlessMay, roleTable } from '.';

/** The table as people read it; a row is an operation, a column a role. */
const asRead = readFileSync(join(__dirname, '../../../test/golden/role-table.txt'), 'utf8');

describe('the role table', () => {
  it('says in every cell what was agreed', () => {
    const width = Math.max(...Object.keys(roleTable).map((name) => name.length));
    const line = (name: string, cells: readonly string[]): string =>
      `${name.padEnd(width)}  ${cells.map((cell) => cell.padEnd(15)).join(' ')}`.trimEnd();
    const rows = (Object.keys(roleTable) as Operation[]).map((operation) =>
      line(
        operation,
        roles.map((role) => may(role, operation)),
      ),
    );
    expect(`${[line('', roles), ...rows].join('\n')}\n`).toBe(asRead);
  });
  it('refuses what it says no to', () => expect(() => refuseUnlessMay('analyst', 'AddNote')).toThrow('The role analyst may not do this'));
  it('leaves to the state what depends on it', () => expect(refuseUnlessMay('agent', 'AssignComplaint')).toBe('to-oneself'));
  it('calls a complaint own to its handler and to who received it', () =>
    expect([
      owns('a', { handler: 'a', receivedBy: 'b' }),
      owns('b', { handler: 'a', receivedBy: 'b' }),
      owns('c', { handler: 'a', receivedBy: 'b' }),
    ]).toEqual([true, true, false]));
});
