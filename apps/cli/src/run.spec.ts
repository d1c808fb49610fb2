import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { may, type Operation } from '@redress/access';
import { Busy, OutcomeUnknown, OutOfOrder, StoreUnavailable } from '@redress/event-store';
import { type Role, roles } from '@redress/kernel';
import { developmentStaff, openEngine, settingsFrom } from '@redress/platform';
import { CollectionGone } from '@redress/projections';
import { runVerb } from './run';
import { verbs } from './verbs';

const folder = mkdtempSync(join(tmpdir(), 'redress-run-'));
const given = { ...process.env };
const keys = new Map<Role, string>();
beforeAll(async () => {
  process.env['REDRESS_DATA'] = folder;
  const engine = await openEngine(settingsFrom({ REDRESS_DATA: folder }));
  for (const [role, actor] of await developmentStaff(engine)) keys.set(role, (await engine.apiKeys.create(actor, engine.clock.now())).key);
  await engine.close();
});
afterEach(() => delete process.env['REDRESS_API_KEY']);
afterAll(() => {
  process.env = given;
  rmSync(folder, { recursive: true });
});

/** What is left to judge where the verb ran, as the system where no key is given; null where it did not. */
const granted = async (operation: Operation, role: Role): Promise<string | null> => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  if (role === 'system') delete process.env['REDRESS_API_KEY'];
  else process.env['REDRESS_API_KEY'] = keys.get(role)!;
  let grant: string | null = null;
  const code = await runVerb(operation, { json: false, quiet: true }, {}, async (setting) => {
    grant = setting.grant;
    return 0;
  });
  const [refusal] = said.mock.calls[0] ?? [null];
  said.mockRestore();
  const refused =
    role === 'system'
      ? 'Without a key nobody stands for this; set REDRESS_API_KEY to the key of somebody whose role may.'
      : `The role ${role} may not do this; ask somebody whose role may.`;
  expect([code, refusal]).toEqual(grant === null ? [1, `${refused}\n`] : [0, null]);
  return grant;
};

describe('a verb', () => {
  const operations = [...new Set(verbs.map(({ operation }) => operation))];
  it.each(operations)('that is %s runs for each role as the role table says', async (operation) => {
    const found: Record<string, string | null> = {};
    for (const role of roles) found[role] = await granted(operation, role);
    const table = Object.fromEntries(roles.map((role) => [role, may(role, operation) === 'no' ? null : may(role, operation)]));
    expect(found).toEqual(table);
  });

  it.each([
    new Busy('It is being changed by many at once; try again in a second.'),
    new CollectionGone('queue@1.1'),
    new OutOfOrder('The log handed out position 1 after 2; restart the projector.'),
    new OutcomeUnknown('The append to staff-1 may or may not be stored; read it.'),
    new StoreUnavailable('failed', 'EventStoreDB cannot be reached; see that it runs.'),
  ])('that a store fails ends with a sentence and no stack: $name', async (failure) => {
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const code = await runVerb('Operate', { json: false, quiet: true }, {}, () => Promise.reject(failure));
    const lines = said.mock.calls.map(([line]) => line);
    said.mockRestore();
    expect([code, lines]).toEqual([1, [`${failure.message}\n`]]);
  });
});
