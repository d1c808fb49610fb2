import {
  calendarOfFirst,
  type ClockRule,
  firstCalendar,
  firstPolicy,
  type Policy,
  policyOfFirst,
  weekOf,
  WorkCalendar,
} from '@redress/deadlines';
import type { Pin } from '@redress/kernel';
import { asStored } from '@redress/testing';
import type { ComplaintCommand } from '../domain/complaint.commands';
import { complaintDecider } from '../domain/complaint.decider';
import type { ComplaintEvent } from '../domain/complaint.events';
import { ask, calendar, event, imported, policy, receipt, recordedAt } from '../domain/examples.spec-support';
import { clockFacts } from './clock-facts';

const everyDay = calendarOfFirst(firstCalendar('Asia/Baku').calendar);
const first = policyOfFirst(firstPolicy.policy);
const final = first.clocks[1]!;
/** The facts for a command on a stream, recorded when the receipt was but for what a test says. */
const facts = (
  command: ComplaintCommand,
  events: readonly ComplaintEvent[],
  about: Partial<Policy> = {},
  week = everyDay.week,
  pins = { policy, calendar },
) => {
  const work = new WorkCalendar({ ...everyDay, week });
  const versions = { policy: ({ id }: Pin) => (id === policy.id ? { ...first, ...about } : first), workCalendar: () => work };
  const stored = events.map((each) => asStored(each));
  const seen = stored.map((each, revision) => ({
    event: each,
    recorded: { id: '', stream: '', type: each.type, data: '', revision, position: '', metadata: JSON.stringify({ recordedAt: receipt }) },
  }));
  const state = stored.reduce(complaintDecider.evolve, complaintDecider.initial);
  return clockFacts(versions, command, { stream: '', state, seen }, pins, recordedAt)!;
};
const received = event('ComplaintReceived');
const clocksWith = (about: Partial<ClockRule>): Partial<Policy> => ({ clocks: [{ ...final, ...about }] });

describe('what rules ask of the clocks', () => {
  it('is nothing for any other command', () => expect(facts(ask('AddNote'), [received])).toBeNull());
  it('is how each stands when the command is recorded', () =>
    expect(facts(ask('SendHoldingLetter'), [received]).standing).toEqual([
      {
        id: 'acknowledge',
        round: 1,
        isRunning: true,
        isPaused: false,
        isOverdue: true,
        due: '2026-05-02T09:30:00.000Z',
        takesHoldingLetter: false,
      },
      {
        id: 'final',
        round: 1,
        isRunning: true,
        isPaused: false,
        isOverdue: false,
        due: '2026-05-31T09:30:00.000Z',
        takesHoldingLetter: false,
      },
    ]));
  it('of an imported complaint that pins no policy is what the one says that it pins with this command', () =>
    expect(facts(ask('PauseClock'), imported).standing.map(({ id, isRunning }) => [id, isRunning])).toEqual([
      ['acknowledge', false],
      ['final', true],
    ]));
  it('of a complaint that is taken over is what the policy says that it falls under, which need not be the default', () => {
    const pins = { policy: { ...policy, id: 'of-banks' }, calendar };
    expect(facts(ask('PauseClock'), imported, { clocks: [] }, everyDay.week, pins).standing.map(({ id }) => id)).toEqual([
      'acknowledge',
      'final',
    ]);
  });
  it('says whether a holding letter ends a clock, or gives it its longer limit', () => {
    const takes = (about: Partial<ClockRule>) =>
      facts(ask('SendHoldingLetter'), [received], clocksWith(about)).standing[0]!.takesHoldingLetter;
    const longer = { what: 'holding-letter', limit: { amount: 60, unit: 'calendar-days' } } as const;
    expect([takes({}), takes({ stops: ['resolved', 'holding-letter'] }), takes({ extendedBy: longer })]).toEqual([false, true, true]);
  });
  it('names the clocks that a reason may stop: all of the policy where it names none', () => {
    const rule = { reason: 'documents', once: true, notice: ['reason'] } as const;
    const allowed = (pauses: Policy['pauses']) => facts(ask('PauseClock'), [received], { pauses }).pauseAllowed;
    expect([allowed([]), allowed([rule]), allowed([{ ...rule, clocks: ['final'] }])]).toEqual([
      null,
      { clocks: ['acknowledge', 'final'], once: true, notice: ['reason'] },
      { clocks: ['final'], once: true, notice: ['reason'] },
    ]);
  });
  it('asks the policy of a part too, under the names that its clocks have', () => {
    const short: Partial<Policy> = {
      ...clocksWith({ stops: ['decided', 'holding-letter'] }),
      pauses: [{ reason: 'documents', once: true, notice: [] }],
    };
    const events = [received, event('PartSeparated', { policy, calendar })];
    const elsewhere = { policy: { ...policy, id: 'of-the-rest' }, calendar };
    const rest = events.map((each) => (each.type === 'ComplaintReceived' ? event('ComplaintReceived', elsewhere) : each));
    const { standing, pauseAllowed } = facts(ask('PauseClock'), rest, short);
    expect(standing.map(({ id, takesHoldingLetter }) => [id, takesHoldingLetter])).toEqual([
      ['acknowledge', false],
      ['final', false],
      ['part-1-final', true],
    ]);
    expect(pauseAllowed).toEqual({ clocks: ['part-1-final'], once: true, notice: [] });
  });
  it('takes a pause for open until it is over by itself, as of the time that the command names', () => {
    const pauses = [{ reason: 'documents', once: false, most: { amount: 24, unit: 'hours' }, notice: [] }] as const;
    const paused = event('ClockPaused', { at: '2026-05-02T08:00:00.000Z' });
    const known = (at: string) => facts(ask('ResumeClock', { at }), [received, paused], { pauses }).pauses;
    const counted = { reasonsUsed: ['documents'], count: 1 };
    expect([known('2026-05-03T07:59:59.999Z'), known('2026-05-03T08:00:00.000Z')]).toEqual([
      { open: { at: '2026-05-02T08:00:00.000Z' }, lastEndedAt: null, ...counted },
      { open: null, lastEndedAt: '2026-05-03T08:00:00.000Z', ...counted },
    ]);
  });
  it('finds the new date in a notice as people say it: the day that ends when the clock runs out', () => {
    const week = weekOf([{ from: '09:00', to: '24:00' }], ['saturday', 'sunday']);
    const about = clocksWith({ limit: { amount: 5, unit: 'business-days' }, ends: 'close-of-business' });
    const tells = (text: string) => {
      const command = ask('ExtendDeadline', { by: { amount: 2, unit: 'business-days' }, letter: { text, salt: '', hash: '' } });
      const { newDue, tellsDate } = facts(command, [received], about, week).extension!;
      return [newDue, tellsDate];
    };
    // Midnight in Baku.
    expect([tells('By 12 May 2026.'), tells('By 13 May 2026.')]).toEqual([
      ['2026-05-12T20:00:00.000Z', true],
      ['2026-05-12T20:00:00.000Z', false],
    ]);
    expect(facts(ask('ExtendDeadline', { letter: null }), [received]).extension!.tellsDate).toBeNull();
  });
});
