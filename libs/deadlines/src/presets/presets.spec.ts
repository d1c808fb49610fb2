import { readdirSync } from 'node:fs';
import { publishedCalendars } from '../calendars/published-calendars';
import { isInstant } from '@redress/kernel';
import { type Candidate, choose } from '../domain/matching';
import { policyText, policyTextProblems } from '../domain/version-text';
import { type Example, type Preset, presets } from './presets';

const all = presets();
const calendars = new Map(publishedCalendars().map(({ id, calendar }) => [id, calendar]));
const candidates: readonly Candidate[] = all.map(({ id, text }) => ({ id, version: 1, policy: text }));
const examples = all.flatMap((preset) => preset.examples.map((example) => [`${preset.id}: ${example.title}`, preset, example] as const));
const receivedDay = ({ moments }: Example): string =>
  (moments.find(({ what }) => what === 'received') as { readonly at: string }).at.slice(0, 10);
const isLocalTime = (text: string): boolean => {
  const [day, time] = text.split(' ');
  return time === '24:00' ? isInstant(`${day}T00:00:00.000Z`) : isInstant(`${day}T${time}:00.000Z`);
};
/** A complaint to which every word of the policy's `applies` fits. */
const fitting = ({ text: { applies } }: Preset) => ({
  jurisdiction: applies.jurisdictions?.[0] ?? null,
  sector: applies.sectors?.[0] ?? null,
  product: applies.products?.[0] ?? null,
  category: applies.categories?.[0] ?? null,
  channel: null,
  severity: null,
  kind: 'complaint',
});

describe('the presets', () => {
  it('are the files that lie here, each under its own name', () =>
    expect(all.map(({ id }) => `${id}.json`)).toEqual(
      readdirSync(__dirname)
        .filter((file) => file.endsWith('.json'))
        .sort(),
    ));
  it.each(all.map((preset) => [preset.id, preset] as const))('can be adopted: %s', (_id, { text }) =>
    expect(policyTextProblems(policyText(text), calendars)).toEqual([]),
  );
  it('name their source, and give no legal advice', () =>
    expect(all.filter(({ text }) => !text.source.endsWith('Not legal advice.')).map(({ id }) => id)).toEqual([]));
  it.each([
    ['in-rbi-2021', '2026-06-30', 'in-rbi-2026', '2026-07-01'],
    ['ie-cpc-2012', '2026-03-23', 'ie-cpc-2025', '2026-03-24'],
    ['iso10002-default', '2026-06-18', 'uk-ico-duaa', '2026-06-19'],
  ])('follow one another: %s on %s, %s on %s', (before, lastDay, after, firstDay) => {
    const complaint = fitting(all.find(({ id }) => id === after)!);
    expect([choose(candidates, complaint, () => lastDay).chosen?.id, choose(candidates, complaint, () => firstDay).chosen?.id]).toEqual([
      before,
      after,
    ]);
  });
  it('leave a complaint of no known place and sector to the default', () =>
    expect(choose(candidates, { ...fitting(all[0]!), jurisdiction: null, sector: null }, () => '2026-07-01').chosen?.id).toBe(
      'iso10002-default',
    ));
});

describe('an example of a preset', () => {
  it('stands in each, and says at least once what is due when received a minute before midnight or at one', () =>
    expect(
      all.filter(({ examples: some }) =>
        some.some(({ moments }) => moments.some((moment) => 'at' in moment && /23:59|00:00/.test(moment.at))),
      ).length,
    ).toBe(all.length));
  it.each(examples)('names clocks and calendars that exist, and times that are: %s', (_title, { text }, example) => {
    const clocks = text.clocks.map(({ id }) => id);
    const times = [...example.moments.flatMap((moment) => ('at' in moment ? [moment.at] : [])), ...Object.values(example.expect)];
    const named = [...Object.keys(example.expect), ...example.moments.flatMap((moment) => ('clock' in moment ? [moment.clock] : []))];
    expect({
      calendar: calendars.has(example.calendar),
      unknown: named.filter((id) => !clocks.includes(id)),
      wrong: times.filter((time) => !isLocalTime(time)),
      saysSomething: Object.keys(example.expect).length > 0 || example.inForce === false,
    }).toEqual({ calendar: true, unknown: [], wrong: [], saysSomething: true });
  });
  it.each(examples)('was received when its policy was in force, or says that it was not: %s', (_title, { id, text }, example) => {
    const isInForce =
      choose([{ id, version: 1, policy: { ...text, applies: {} } }], fitting(all[0]!), () => receivedDay(example)).chosen !== null;
    expect(isInForce).toBe(example.inForce ?? true);
  });
});
