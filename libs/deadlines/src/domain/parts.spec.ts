import { publishedCalendars } from '../calendars/published-calendars';
import { presets } from '../presets/presets';
import { actsOwed, agendaOf } from './agenda';
import { clocksAt, derivedClocksAt, nextDue } from './clocks';
import { extensionAt } from './extending';
import { judgementsAt } from './judging';
import { clockOfPart, policyOfPart } from './parts';
import { pausesOf } from './pauses';
import type { Policy } from './policy';
import { at, paused, pin, pinned, policyOf, rule, stream, type Told, versionsOf } from './told.spec-support';

const days = (amount: number) => ({ amount, unit: 'calendar-days' }) as const;
const final = rule({ limit: days(56), ends: 'end-of-day', stops: ['decided'] });
/** Eight weeks for all of it; of what is separated, ten days that a study may stop. */
const whole = policyOf([rule({ id: 'acknowledge', limit: days(1), stops: ['acknowledged'] }), final], {
  pauses: [{ reason: 'documents', once: false, notice: [] }],
});
const short = policyOf(
  [
    rule({ id: 'acknowledge', limit: days(2), stops: ['acknowledged'] }),
    rule({ limit: days(10), ends: 'end-of-day', stops: ['decided'], extension: { by: days(5), times: 1, reasons: ['study'], notice: [] } }),
    rule({ id: 'redress', start: 'remedy-accepted', limit: days(3), stops: ['redressed'] }),
  ],
  {
    pauses: [{ reason: 'study', once: false, most: days(4), notice: [] }],
    reminders: [
      { clock: 'final', before: days(3) },
      { clock: 'acknowledge', before: days(1) },
    ],
    escalation: [{ clock: 'final', after: days(1), level: 'management' }],
  },
);
const policies: Readonly<Record<string, Policy>> = { 'whole-1': whole, 'short-1': short };
const versions = versionsOf(policies);

const separated = (part: number, about = {}): Told => ({
  what: 'separated',
  part,
  about,
  policy: pin('short'),
  calendar: pin('office'),
});
const answered = (part: number, instant: string): Told => ({ what: 'part-answered', part, at: instant });
const received = [pinned('whole'), at('received', '2026-03-02T09:00:00.000Z')];
const split = [...received, separated(1)];

const standing = (moments: Told[], now = '2026-03-20T00:00:00.000Z') =>
  clocksAt(stream(...moments), versions, now).map(({ id, part, verdict, due }) => `${id} ${part} ${verdict} ${due}`);
const due = (clock: string, ...moments: Told[]) =>
  clocksAt(stream(...split, ...moments), versions, '2026-03-20T00:00:00.000Z').find(({ id }) => id === clock)!.due;

describe('a part of a complaint', () => {
  it('has the times for an answer of its own policy, from the receipt, beside the clocks of the rest', () =>
    expect(standing(split)).toEqual([
      'acknowledge null overdue 2026-03-03T17:00:00.000Z',
      'final null running 2026-04-27T22:59:59.999Z',
      'part-1-final 1 overdue 2026-03-12T23:59:59.999Z',
    ]));

  it('is kept by its own answer and by no other, and the rest is not kept by it', () => {
    const both = [...split, answered(1, '2026-03-10T09:00:00.000Z'), at('decided', '2026-03-18T09:00:00.000Z')];
    const verdicts = (moments: Told[]) =>
      clocksAt(stream(...moments), versions, '2026-03-20T00:00:00.000Z').map(({ id, verdict, stopped }) => [
        id,
        verdict,
        stopped?.revision,
      ]);
    expect(verdicts(both).slice(1)).toEqual([
      ['final', 'met', 4],
      ['part-1-final', 'met', 3],
    ]);
    expect(verdicts([...split, at('decided', '2026-03-10T09:00:00.000Z')])).toContainEqual(['part-1-final', 'overdue', undefined]);
    expect(verdicts([...split, answered(1, '2026-03-13T09:00:00.000Z')])).toContainEqual(['part-1-final', 'missed', 3]);
  });

  it('is told from other parts', () => {
    const two = [...split, separated(2), answered(2, '2026-03-10T09:00:00.000Z')];
    expect(standing(two).slice(2)).toEqual([
      'part-1-final 1 overdue 2026-03-12T23:59:59.999Z',
      'part-2-final 2 met 2026-03-12T23:59:59.999Z',
    ]);
  });

  it('keeps the policy it was separated under when the rest is pinned anew', () =>
    expect(standing([...split, pinned('short', 1, '2026-03-03T09:00:00.000Z')]).at(-1)).toBe(
      'part-1-final 1 overdue 2026-03-12T23:59:59.999Z',
    ));

  it('falls away when the complaint is closed, and must be answered anew when it is reopened', () => {
    expect(standing([...split, at('closed', '2026-03-04T09:00:00.000Z')]).at(-1)).toMatch('part-1-final 1 cancelled');
    const again = [...split, answered(1, '2026-03-10T09:00:00.000Z'), at('resolved', '2026-03-11T09:00:00.000Z')];
    expect(standing([...again, at('reopened', '2026-03-16T09:00:00.000Z')]).at(-1)).toBe('part-1-final 1 running 2026-03-26T23:59:59.999Z');
  });

  it('stands still only for what its own policy allows, and only as long', () => {
    expect([due('part-1-final', paused('2026-03-03T09:00:00.000Z')), due('final', paused('2026-03-03T09:00:00.000Z'))]).toEqual([
      '2026-03-12T23:59:59.999Z',
      '2026-05-14T22:59:59.999Z',
    ]);
    expect(due('part-1-final', paused('2026-03-03T09:00:00.000Z', 'study'))).toBe('2026-03-16T23:59:59.999Z');
    expect(pausesOf(stream(...split, paused('2026-03-03T09:00:00.000Z', 'study')), versions)).toEqual([
      { at: '2026-03-03T09:00:00.000Z', reason: 'study', until: '2026-03-07T09:00:00.000Z', isEnded: false },
    ]);
  });

  it('stops no clock of the rest by a pause that only its own policy allows', () => {
    expect(due('final', paused('2026-03-03T09:00:00.000Z', 'study'))).toBe('2026-04-27T22:59:59.999Z');
    // What the policy allowed that was pinned then stays a pause, whatever is pinned later.
    const repinned = [
      paused('2026-03-03T09:00:00.000Z'),
      at('resumed', '2026-03-05T09:00:00.000Z'),
      pinned('other', 1, '2026-03-06T09:00:00.000Z'),
    ];
    const known = versionsOf({ ...policies, 'other-1': { ...whole, pauses: [] } });
    const [rest] = clocksAt(stream(...split, ...repinned), known, '2026-03-20T00:00:00.000Z').filter(({ id }) => id === 'final');
    expect(rest!.due).toBe('2026-04-29T22:59:59.999Z');
  });

  it('is paused for as long as the policy says that lets it stand still longest', () => {
    const most = (amount: number) => ({ ...whole, pauses: [{ reason: 'study', once: false, most: days(amount), notice: [] }] });
    const until = (rest: Policy, part: Policy) =>
      pausesOf(stream(...split, paused('2026-03-03T09:00:00.000Z', 'study')), versionsOf({ 'whole-1': rest, 'short-1': part }))[0]!.until;
    const [second, fourth] = ['2026-03-05T09:00:00.000Z', '2026-03-07T09:00:00.000Z'];
    expect([until(most(2), most(4)), until(most(4), most(2)), until(most(2), whole)]).toEqual([fourth, fourth, second]);
  });

  it('has limits by what it is about, whatever the rest is about later', () => {
    const limits = [{ applies: { products: ['card'] }, limit: days(4) }];
    const byProduct = versionsOf({ ...policies, 'short-1': policyOf([{ ...final, limits }]) });
    const told = stream(...received, separated(1, { product: 'card' }), { what: 'about', about: { product: 'loan', severity: 4 } });
    expect(clocksAt(told, byProduct, '2026-03-03T00:00:00.000Z').at(-1)!.due).toBe('2026-03-06T23:59:59.999Z');
  });

  it('can be extended by the name of its clock', () => {
    const asked = (clock: string) => extensionAt(stream(...split), versions, { clock, by: days(5) }, '2026-03-04T09:00:00.000Z')?.newDue;
    expect([asked('part-1-final'), asked('part-2-final')]).toEqual(['2026-03-17T23:59:59.999Z', undefined]);
    const extended: Told = { what: 'extended', clock: 'part-1-final', by: days(5), reason: 'study' };
    expect([due('part-1-final', extended), due('final', extended)]).toEqual(['2026-03-17T23:59:59.999Z', '2026-04-27T22:59:59.999Z']);
  });

  it('is what is due next, what is reminded of, missed and taken up', () => {
    const acknowledged = [...split, at('acknowledged', '2026-03-02T10:00:00.000Z')];
    expect(nextDue(stream(...acknowledged), versions)).toEqual({ clock: 'part-1-final', due: '2026-03-12T23:59:59.999Z' });
    const agenda = agendaOf(stream(...acknowledged), versions, null);
    expect(agenda.map(({ action, clock, owedAt }) => `${action} ${clock} ${owedAt}`)).toEqual([
      'remind part-1-final 2026-03-09T23:59:59.999Z',
      'record-missed part-1-final 2026-03-12T23:59:59.999Z',
      'escalate part-1-final 2026-03-13T23:59:59.999Z',
      'record-missed final 2026-04-27T22:59:59.999Z',
    ]);
    expect(actsOwed(agenda, '2026-03-13T00:00:00.000Z')).toHaveLength(1);
  });

  it('has no clock that something else satisfies or begins', () => {
    const none = [
      rule({ id: 'first-word', limit: days(3), stops: ['acknowledged', 'decided'] }),
      rule({ id: 'review', start: 'review-requested', limit: days(3), stops: ['decided'] }),
    ];
    expect(policyOfPart(policyOf([...none, final]), 1).clocks.map(({ id }) => id)).toEqual(['part-1-final']);
  });

  it('is decided and resolved by its answer, and the short route of its policy names its clocks', () => {
    const shortRoute = { within: days(3), ends: 'end-of-day', offset: 'same-instant', cancels: ['final', 'acknowledge'] } as const;
    const onTheSpot = policyOf(
      [rule({ limit: days(10), stops: ['resolved'] }), rule({ id: 'second', limit: days(10), stops: ['review-decided', 'decided'] })],
      {
        shortRoute: { ...shortRoute, cancels: ['second'] },
      },
    );
    const verdicts = (instant: string) =>
      clocksAt(stream(...split, answered(1, instant)), versionsOf({ ...policies, 'short-1': onTheSpot }), '2026-03-20T00:00:00.000Z')
        .filter(({ part }) => part === 1)
        .map(({ id, verdict, stopped }) => [id, verdict, stopped?.by]);
    expect(verdicts('2026-03-04T09:00:00.000Z')).toEqual([
      ['part-1-final', 'met', 'resolved'],
      ['part-1-second', 'met', 'decided'],
    ]);
    expect(policyOfPart({ ...short, shortRoute }, 1).shortRoute!.cancels).toEqual(['part-1-final']);
  });

  it('is judged by its own answer', () =>
    expect(
      judgementsAt(stream(...split, answered(1, '2026-03-13T09:00:00.000Z')), versions, '2026-03-20T00:00:00.000Z').at(-1),
    ).toMatchObject({
      clock: 'part-1-final',
      revision: 3,
      outcome: 'missed',
    }));

  it('derives every stretch, with the policy that is its own as the source', () => {
    const [last] = derivedClocksAt(stream(...split), versions, '2026-03-04T09:00:00.000Z').slice(-1);
    expect(last!.policy).toEqual(pin('short'));
    expect(last!.derivation.reduce((sum, { from, until }) => sum + Date.parse(until) - Date.parse(from), 0)).toBe(48 * 3_600_000);
  });

  it('of a complaint to a British bank under DISP has 15 business days for what is about payment services', () => {
    const [disp, psd] = ['uk-fca-disp', 'uk-fca-psd'].map((name) => presets().find(({ id }) => id === name)!.text);
    const calendar = publishedCalendars().find(({ id }) => id === 'england-and-wales')!.calendar;
    const england = versionsOf({ 'whole-1': disp!, 'short-1': psd! }, { 'office-1': calendar });
    const told = stream(pinned('whole'), at('received', '2026-03-02T10:00:00.000Z'), separated(1));
    // Eight weeks from 2 March are over on 27 April, in summer time; 15 business days on 23 March.
    expect(clocksAt(told, england, '2026-03-03T09:00:00.000Z').map(({ id, due: last }) => `${id} ${last}`)).toEqual([
      'final 2026-04-27T22:59:59.999Z',
      'part-1-final 2026-03-23T23:59:59.999Z',
    ]);
  });
});

describe('the policy of a part', () => {
  it('is made once for each part', () => {
    expect(policyOfPart(short, 1)).toBe(policyOfPart(short, 1));
    expect(policyOfPart(short, 2).clocks.map(({ id }) => id)).toEqual([clockOfPart(2, 'final')]);
  });
});
