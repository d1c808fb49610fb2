import type { Instant } from '@redress/kernel';
import { type Act, actsOwed, agendaOf } from './agenda';
import type { Moment } from './moments';
import type { Policy } from './policy';
import { at, paused, pinned, policyOf, rule, stream, type Told, versionsOf } from './told.spec-support';

const received = '2026-03-02T09:00:00.000Z';
const due = '2026-03-12T09:00:00.000Z';
const tenDays = rule({ limit: { amount: 10, unit: 'calendar-days' }, ends: 'at-the-instant', stops: ['decided', 'resolved'] });
const policy: Partial<Policy> = {
  reminders: [{ clock: 'final', before: { amount: 2, unit: 'calendar-days' } }],
  escalation: [
    { clock: 'final', after: { amount: -1, unit: 'calendar-days' }, level: 'supervisor' },
    { clock: 'final', after: { amount: 0, unit: 'hours' }, level: 'management' },
    { clock: 'final', after: { amount: 3, unit: 'calendar-days' }, level: 'top-management', severityFrom: 4 },
  ],
  ownerless: [
    { after: { amount: 24, unit: 'hours' }, level: 'supervisor' },
    { after: { amount: 72, unit: 'hours' }, level: 'management' },
  ],
};
const silent: Partial<Policy> = { silence: { after: { amount: 8, unit: 'weeks' }, warning: { amount: 1, unit: 'weeks' } } };
const versions = versionsOf({ 'mine-1': policyOf([tenDays], policy), 'mine-2': policyOf([tenDays], silent) });
const told = (...moments: Told[]): readonly Moment[] =>
  stream(pinned('mine'), at('received', received), at('recorded', received), ...moments);
const asked = (...moments: Told[]): readonly Moment[] => stream(pinned('mine', 2), at('received', received), ...moments);
const severity = (number: number): Told => ({ what: 'about', about: { severity: number } });
const acted = (action: 'remind' | 'record-missed', owedAt: Instant, clock: string | null = 'final'): Told => ({
  what: 'acted',
  action,
  clock,
  owedAt,
});
const escalated = (level: 'supervisor' | 'management' | 'top-management'): Told => ({ what: 'escalated', level });

const named = ({ action, of, level, owedAt }: Act): string =>
  [owedAt.slice(0, 10), action, level ?? '', of === 'clock' ? '' : of].filter((word) => word !== '').join(' ');
const agenda = (moments: readonly Moment[], ownerlessSince: Instant | null = null): readonly string[] =>
  agendaOf(moments, versions, ownerlessSince).map(named);
const owed = (moments: readonly Moment[], now: Instant): readonly string[] => actsOwed(agendaOf(moments, versions, null), now).map(named);

describe('what happens to a complaint by itself', () => {
  it('is reminders, the missed deadline and the way up, in the order in which they are owed', () => {
    expect(agenda(told())).toEqual([
      '2026-03-10 remind',
      '2026-03-11 escalate supervisor',
      '2026-03-12 record-missed',
      '2026-03-12 escalate management',
    ]);
    expect(agendaOf(told(), versions, null)[0]).toEqual({
      ...{ action: 'remind', of: 'clock', clock: 'final', round: 1, due, owedAt: '2026-03-10T09:00:00.000Z', level: null },
    });
  });
  it('goes up to top management where it is severe', () => {
    expect(agenda(told(severity(4))).at(-1)).toBe('2026-03-15 escalate top-management');
    expect(agenda(told(severity(3))).at(-1)).toBe('2026-03-12 escalate management');
  });
  it('goes nowhere it has been already, until it is reopened', () => {
    const up = told(severity(5), escalated('management'));
    expect(agenda(up).filter((act) => act.includes('escalate'))).toEqual(['2026-03-15 escalate top-management']);
    expect(agenda(told(escalated('management'), escalated('supervisor')))).toEqual(['2026-03-10 remind', '2026-03-12 record-missed']);
    const again = told(escalated('top-management'), at('resolved', '2026-03-04T09:00:00.000Z'), at('reopened', '2026-03-05T09:00:00.000Z'));
    expect(agenda(again)).toContain('2026-03-14 escalate supervisor');
  });
  it('is done once', () => {
    expect(agenda(told(acted('remind', '2026-03-10T09:00:00.000Z'), escalated('supervisor')))).toEqual([
      '2026-03-12 record-missed',
      '2026-03-12 escalate management',
    ]);
    expect(agenda(told(acted('record-missed', due), escalated('management')))).toEqual([]);
  });
  it('is owed anew where the due date moved', () => {
    const later = told(
      acted('remind', '2026-03-10T09:00:00.000Z'),
      paused('2026-03-10T10:00:00.000Z'),
      at('resumed', '2026-03-13T10:00:00.000Z'),
    );
    expect(agenda(later)[0]).toBe('2026-03-13 remind');
  });
  it('waits while clocks stand still without an end', () => expect(agenda(told(paused('2026-03-10T10:00:00.000Z')))).toEqual([]));
  it('ends with the duty; what was late stays to be recorded', () => {
    expect(agenda(told(at('decided', '2026-03-05T09:00:00.000Z')))).toEqual([]);
    expect(agenda(told(at('decided', '2026-03-13T09:00:00.000Z')))).toEqual(['2026-03-12 record-missed']);
    expect(agenda(told(at('closed', '2026-03-13T09:00:00.000Z')))).toEqual(['2026-03-12 record-missed']);
  });
  it('never says that something was late of which nobody knows when it was done', () =>
    expect(agenda(told({ what: 'decided', at: null, notAfter: '2026-04-01T09:00:00.000Z' }))).toEqual([]));
  it('reminds nobody of what has run out meanwhile', () => {
    expect(owed(told(), '2026-03-11T09:00:00.000Z')).toEqual(['2026-03-10 remind']);
    expect(owed(told(), '2026-03-20T09:00:00.000Z')).toEqual([
      '2026-03-11 escalate supervisor',
      '2026-03-12 record-missed',
      '2026-03-12 escalate management',
    ]);
  });
  it('is owed once its instant is over: at the last one a duty is still kept', () => {
    const missed = (now: Instant) => owed(told(), now).some((act) => act.includes('record-missed'));
    expect([missed(due), missed('2026-03-12T09:00:00.001Z')]).toEqual([false, true]);
  });
  it('is nothing before a policy is pinned, and nothing of what is no complaint', () => {
    expect(agenda(stream(at('received', received)))).toEqual([]);
    expect(agenda(told({ what: 'about', about: { kind: 'enquiry' } }), received)).toEqual([]);
  });
});

describe('a complaint that nobody answers for', () => {
  it('goes up step by step', () => {
    const up = (...moments: Told[]) => agenda(told(...moments), '2026-03-02T10:00:00.000Z').filter((act) => act.includes('owner'));
    expect(up()).toEqual(['2026-03-03 escalate supervisor owner', '2026-03-05 escalate management owner']);
    expect(up(escalated('supervisor'))).toEqual(['2026-03-05 escalate management owner']);
    expect(up(at('closed', '2026-03-02T12:00:00.000Z'))).toEqual([]);
  });
});

describe('a complainant who is silent', () => {
  const clarification = at('asked', '2026-03-03T09:00:00.000Z');
  const silence = (...moments: Told[]) => agenda(asked(...moments)).filter((act) => act.includes('silence'));
  it('is first to be warned', () => expect(silence(clarification)).toEqual(['2026-04-21 remind silence']));
  it('loses the complaint only after the warning, and after all the time it gave', () => {
    expect(silence(clarification, acted('remind', '2026-04-21T08:00:00.000Z', null))).toEqual([]);
    expect(silence(clarification, at('warned', '2026-04-21T10:00:00.000Z'))).toEqual(['2026-04-28 close silence']);
    expect(silence(clarification, at('warned', '2026-06-01T10:00:00.000Z'))).toEqual(['2026-06-08 close silence']);
  });
  it('is silent no more with any word, and waited for anew with the next question', () => {
    const warned = [clarification, at('warned', '2026-04-21T10:00:00.000Z')];
    expect(silence(...warned, at('heard', '2026-04-22T10:00:00.000Z'))).toEqual([]);
    expect(silence(...warned, at('asked', '2026-04-22T10:00:00.000Z'))).toEqual(['2026-06-10 remind silence']);
  });
  it('is waited for after a decision too', () =>
    expect(silence(at('decided', '2026-03-10T09:00:00.000Z'))).toEqual(['2026-04-28 remind silence']));
  it('is not silent while a remedy is owed or a review is open', () => {
    const late = '2026-03-10T09:00:00.000Z';
    for (const [begins, ends] of [
      ['remedy-accepted', 'redressed'],
      ['review-requested', 'review-decided'],
    ] as const) {
      expect(silence(clarification, at(begins, late))).toEqual([]);
      expect(silence(clarification, at(begins, late), at(ends, late))).toEqual(['2026-04-21 remind silence']);
    }
  });
  it('loses no severe complaint by itself', () =>
    expect(silence(severity(4), clarification, at('warned', '2026-04-21T10:00:00.000Z'))).toEqual([]));
  it('loses nothing where the policy has no such rule', () => expect(agenda(told(clarification)).join()).not.toContain('silence'));
});
