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
  it('never show a secret', () => {
    expect(shownSettings({ REDRESS_API_KEY: 'planted-secret' }).find(({ name }) => name === 'REDRESS_API_KEY')).toEqual({
      name: 'REDRESS_API_KEY',
      value: '***',
    });
  });
  it('are each documented', () => expect(settingsTable.filter(({ meaning, expected }) => meaning === '' || expected === '')).toEqual([]));
});
