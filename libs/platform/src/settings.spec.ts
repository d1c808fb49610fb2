import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, settingsFrom, settingsTable, shownSettings, WrongSettings } from './settings';

const wrongIn = (environment: Environment): readonly string[] => {
  try {
    settingsFrom(environment);
  } catch (error) {
    if (error instanceof WrongSettings) return error.wrong;
  }
  throw new Error('nothing was wrong');
};

describe('the settings', () => {
  it('have a usual value each, and files lie in the data folder', () => {
    const { data, eventStore, port, environment } = settingsFrom({ REDRESS_DATA: '/srv/redress' });
    expect({ data, eventStore, port, environment }).toEqual({
      data: '/srv/redress',
      eventStore: { on: 'file', file: '/srv/redress/events.db' },
      port: 3000,
      environment: 'development',
    });
  });
  it('that are wrong are all named at once, with what was expected', () => {
    const wrong = wrongIn({
      REDRESS_PORT: 'many',
      REDRESS_TIME_ZONE: 'Mars/Olympus',
      REDRESS_PROT: '1',
      REDRESS_EVENT_STORE: 'mongodb://localhost',
    });
    expect(wrong.map((each) => each.split(' ')[0])).toEqual(['REDRESS_PROT', 'REDRESS_EVENT_STORE', 'REDRESS_PORT', 'REDRESS_TIME_ZONE']);
  });
  it('take servers for stores, each by its URL', () => {
    const eventStore = { on: 'server', url: 'esdb://127.0.0.1:2113?tls=false' } as const;
    const documentStore = { on: 'server', url: 'mongodb://127.0.0.1/redress-views?replicaSet=rs0' } as const;
    const given = { REDRESS_EVENT_STORE: eventStore.url, REDRESS_DOCUMENT_STORE: documentStore.url };
    const settings = settingsFrom({ REDRESS_DATA: '/srv/redress', ...given });
    expect([settings.eventStore, settings.documentStore, settings.keyStore]).toEqual([
      eventStore,
      documentStore,
      { on: 'file', file: '/srv/redress/keys.db' },
    ]);
  });
  it('name no secret of a wrong store', () => {
    const expected =
      'expected is sqlite:<file>, where ${REDRESS_DATA} stands for the data folder, or esdb://user:password@host:2113?tls=true';
    expect(wrongIn({ REDRESS_EVENT_STORE: 'postgres://leyla:s3cret@db/record' })).toEqual([
      `REDRESS_EVENT_STORE is "postgres://***@db/record"; ${expected}.`,
    ]);
  });
  it('in production refuse servers that are open to others, all at once', () =>
    expect(
      wrongIn({
        REDRESS_ENV: 'production',
        REDRESS_EVENT_STORE: 'esdb://admin:changeit@db:2113',
        REDRESS_KEY_STORE: 'mongodb://db/redress-keys',
      }),
    ).toEqual([
      'REDRESS_EVENT_STORE has the password that everybody knows; set another.',
      'REDRESS_KEY_STORE names no user; production tells users apart.',
      'REDRESS_KEY_STORE goes to another machine without TLS; add tls=true.',
    ]));
  it('take a secret from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-settings-'));
    const file = join(folder, 'record');
    writeFileSync(file, 'esdb://leyla:s3cret@db:2113\n');
    const { eventStore } = settingsFrom({ REDRESS_EVENT_STORE_FILE: file });
    rmSync(folder, { recursive: true });
    expect([eventStore, shownSettings({ REDRESS_EVENT_STORE_FILE: file })[1]]).toEqual([
      { on: 'server', url: 'esdb://leyla:s3cret@db:2113' },
      { name: 'REDRESS_EVENT_STORE', value: 'from a file' },
    ]);
  });
  it('take a lease of a tenth of a second to ten minutes, in seconds, and nothing else', () => {
    const millisecondsOf = (REDRESS_LEASE: string): number => {
      try {
        return settingsFrom({ REDRESS_LEASE }).lease;
      } catch {
        return NaN;
      }
    };
    expect(['0.1', '0.2', '10', '600'].map(millisecondsOf)).toEqual([100, 200, 10_000, 600_000]);
    expect(['0', '0.05', '601', '-1', '1e1', '10s', ''].map(millisecondsOf)).toEqual([NaN, NaN, NaN, NaN, NaN, NaN, NaN]);
    expect(settingsFrom({}).lease).toBe(10_000);
  });
  it('serve health of the projector only where a port is named', () => {
    expect([settingsFrom({}), settingsFrom({ REDRESS_HEALTH_PORT: '0' })].map(({ healthPort }) => healthPort)).toEqual([null, 0]);
    expect(() => settingsFrom({ REDRESS_HEALTH_PORT: '70000' })).toThrow(WrongSettings);
  });
  it('never show a secret', () => {
    expect(shownSettings({ REDRESS_API_KEY: 'planted-secret' }).find(({ name }) => name === 'REDRESS_API_KEY')).toEqual({
      name: 'REDRESS_API_KEY',
      value: '***',
    });
  });
  it('are each documented', () => expect(settingsTable.filter(({ meaning, expected }) => meaning === '' || expected === '')).toEqual([]));
});
