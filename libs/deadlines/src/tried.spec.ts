import { sha256 } from '@redress/kernel';
import { TextRefused } from '.';
import { publishedCalendar } from './calendars/published-calendars';
import { firstPolicy, policyOfFirst } from './domain/first-versions';
import { policyText } from './domain/version-text';
import { preset } from './presets/presets';
import { triedCalendar, triedPolicy } from './tried';

const text = preset('uk-fca-disp').text;
const office = publishedCalendar('england-and-wales').calendar;
const beside = new Map([['england-and-wales', office]]);
const codesOf = (trying: () => unknown): string[] => {
  try {
    trying();
  } catch (error) {
    if (error instanceof TextRefused) return error.problems.map(({ path, code }) => `${path} ${code}`);
  }
  return [];
};

describe('a text that is tried', () => {
  it('has the address that it would be adopted under, and no version', () =>
    expect(triedPolicy({ id: 'ours', value: text }, beside).pin).toEqual({ id: 'ours', version: 0, sha256: sha256(policyText(text)) }));

  it('has the same address with and without its format', () =>
    expect(triedPolicy({ id: 'ours', value: { ...text, format: 2 } }, beside)).toEqual(triedPolicy({ id: 'ours', value: text }, beside)));

  it('is refused with every reason at once, as it would be when adopted', () => {
    const wrong = { ...text, title: '', source: '', calendar: 'nobodys' };
    expect(codesOf(() => triedPolicy({ id: 'ours', value: wrong }, beside)).sort()).toEqual([
      'calendar calendar.unknown',
      'source text.expected',
      'title text.expected',
    ]);
    expect(codesOf(() => triedCalendar({ id: 'ours', value: { ...office, timeZone: 'Mars/Olympus', knownUntil: 'soon' } })).sort()).toEqual(
      ['knownUntil day.expected', 'timeZone zone.unknown'],
    );
  });

  it('on record is the version it is, also where it was written on the first day', () => {
    const onRecord = { id: firstPolicy.id, version: 1, sha256: 'a'.repeat(64), text: JSON.stringify(firstPolicy.policy) };
    const { pin, value } = triedPolicy(onRecord, beside);
    expect([pin, value]).toEqual([{ id: firstPolicy.id, version: 1, sha256: 'a'.repeat(64) }, policyOfFirst(firstPolicy.policy)]);
  });

  it('on record is refused beside a calendar in which its working time cannot be counted', () => {
    const idle = { ...office, week: Object.fromEntries(Object.keys(office.week).map((day) => [day, []])) as unknown as typeof office.week };
    const onRecord = { id: 'ours', version: 3, sha256: 'a'.repeat(64), text: policyText(text) };
    expect(codesOf(() => triedPolicy(onRecord, new Map([['england-and-wales', idle]])))).toContain(
      'shortRoute.within.unit calendar.without-working-time',
    );
  });
});
