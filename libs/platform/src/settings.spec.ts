import { settingsFrom, settingsTable, shownSettings, WrongSettings } from './settings';

describe('the settings', () => {
  it('have a usual value each, and files lie in the data folder', () => {
    const { data, eventFile, port, environment } = settingsFrom({ REDRESS_DATA: '/srv/redress' });
    expect({ data, eventFile, port, environment }).toEqual({
      data: '/srv/redress',
      eventFile: '/srv/redress/events.db',
      port: 3000,
      environment: 'development',
    });
  });
  it('that are wrong are all named at once, with what was expected', () => {
    const wrong = ((): WrongSettings => {
      try {
        settingsFrom({
          REDRESS_PORT: 'many',
          REDRESS_TIME_ZONE: 'Mars/Olympus',
          REDRESS_PROT: '1',
          REDRESS_EVENT_STORE: 'esdb://localhost',
        });
      } catch (error) {
        if (error instanceof WrongSettings) return error;
      }
      throw new Error('nothing was wrong');
    })();
    expect(wrong.wrong.map((each) => each.split(' ')[0])).toEqual([
      'REDRESS_PROT',
      'REDRESS_EVENT_STORE',
      'REDRESS_PORT',
      'REDRESS_TIME_ZONE',
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
