import { roleTable } from '@redress/access';
import type { Command } from 'commander';
import { program } from '../main';
import { schemas } from '../schemas';
import { verbs } from '.';

const nothing = async (): Promise<never> => {
  throw new Error('Nothing is started here.');
};
const redress = program(() => undefined, { startApi: nothing, startProjector: nothing });
const namesOf = (command: Command, above: readonly string[] = []): readonly string[] =>
  command.commands.flatMap((each) => {
    const name = [...above, each.name()];
    const below = namesOf(each, name);
    return each.registeredArguments.length === 0 && below.length > 0 ? below : [name.join(' '), ...below];
  });

describe('the verbs of the command line', () => {
  it('are those of the table', () => expect(redress.commands.map((command) => command.name())).toEqual(verbs.map(({ name }) => name)));

  it('each name a row of the role table', () =>
    expect(verbs.filter(({ operation }) => !Object.hasOwn(roleTable, operation)).map(({ name }) => name)).toEqual([]));

  it('each say what they answer with --json, but for the demonstration, which is for people', () =>
    expect([...namesOf(redress), 'replay --raw', 'projections'].filter((name) => name !== 'demo').sort()).toEqual(
      Object.keys(schemas).sort(),
    ));
});
