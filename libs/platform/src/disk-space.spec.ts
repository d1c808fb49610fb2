import { StoreUnavailable } from '@redress/event-store';
import { KeysUnavailable } from '@redress/sealing';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskSpace, tryRoom } from './disk-space';

describe('trying whether there is room', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'redress-room-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('leaves nothing behind', async () => {
    await tryRoom([join(folder, 'events.db'), join(folder, 'keys.db')]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('fails where it cannot write beside one of the files', async () => {
    const elsewhere = join(folder, 'gone');
    await expect(tryRoom([join(folder, 'events.db'), join(elsewhere, 'keys.db')])).rejects.toThrow('ENOENT');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the disk space', () => {
  const isGiven = (space: DiskSpace): Promise<boolean> =>
    space.check().then(
      () => true,
      () => false,
    );
  let room = false;

  it.each([new StoreUnavailable('full', 'x'), new KeysUnavailable('full', new Error('x'))])(
    'is missing once a store has missed it, until there is room',
    async (error) => {
      room = false;
      const space = new DiskSpace(async () => {
        if (!room) throw new Error('ENOSPC');
      });
      const before = await isGiven(space);
      space.note(error);
      const full = await isGiven(space);
      room = true;
      const emptied = await isGiven(space);
      room = false;
      expect([before, full, emptied, await isGiven(space)]).toEqual([true, false, true, true]);
    },
  );

  it('is not what fails otherwise', async () => {
    const space = new DiskSpace(() => Promise.reject(new Error('ENOSPC')));
    space.note(new StoreUnavailable('busy', 'x'));
    space.note(new Error('full'));
    expect(await isGiven(space)).toBe(true);
  });
});
