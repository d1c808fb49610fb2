import { asStored } from '@redress/testing';
import fc from 'fast-check';
import { complaintDecider } from './complaint.decider';
import type { ComplaintEvent, EventOf } from './complaint.events';
import { type Complaint, isFeedback, isOwned } from './complaint.state';
import { closingReasons } from './complaint.words';
import { anyPolicy, anyStart, anySteps, decidedOrRefused, type Entry, play, type Played } from './sequences.spec-support';

/** Nothing a decision or a fold is given may be changed in place; where it is tried, this makes it an error. */
const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
};
frozen(complaintDecider.initial);

const seen: Played[] = [];
let seed = 20_260_501;
/** Two hundred lives, others for each promise, always the same. */
const always = (promise: (played: Played) => void): void =>
  fc.assert(
    fc.property(anyStart, anySteps, anyPolicy, (start, steps, policy) => {
      const played = play(start, frozen(steps), (event) => frozen(asStored(frozen(event))), policy);
      played.turns.forEach(frozen);
      seen.push(played);
      promise(played);
    }),
    { seed: (seed += 1), numRuns: 200 },
  );
const fold = (events: readonly Entry[]): Complaint =>
  events.reduce((before, { stored }) => frozen(complaintDecider.evolve(before, stored)), complaintDecider.initial);
const last = <T>(list: readonly T[]): T | undefined => list.at(-1);
const is =
  <T extends ComplaintEvent['type']>(...types: T[]) =>
  (entry: Entry): entry is Entry & { event: EventOf<T> } =>
    (types as string[]).includes(entry.event.type);

/** What domain section 3 asks of a closing, read from the events before it and from nothing else. */
const missing = (before: readonly Entry[], { event, actor }: Entry & { event: EventOf<'ComplaintClosed'> }): string[] => {
  const { reason, told, duplicateOf, personal, approver, alone } = event.data;
  const opened = before.map(({ event: { type } }) => type).lastIndexOf('ComplaintReopened');
  const since = before.slice(opened + 1);
  const approval = last(since.filter(is('ClosingApproved')))?.event.data.by;
  const [settled, silent] = [reason === 'settled', reason === 'silence'];
  const severity = last(before.filter(is('ComplaintAssessed')))?.event.data.severity ?? 0;
  const accepted = since.filter(is('RemedyAccepted')).map((each) => each.event.data.remedy);
  const implemented = since.filter(is('RemedyImplemented')).map((each) => each.event.data.remedy);
  const followUp = last(since.filter(is('ComplaintFollowedUp')))?.event.data.outcome;
  const decisions = since.map(({ event: { type } }) => type).lastIndexOf('DecisionCommunicated') + 1;
  const overturned = since.map(({ event: { type, data } }) => type === 'ReviewDecided' && data.outcome !== 'upheld').lastIndexOf(true) + 1;
  const needed: readonly [string, boolean][] = [
    ['told', told !== null || personal?.unreachable !== undefined],
    ['the warning', !silent || since.some(is('ClosingWarned'))],
    [
      'approval',
      !(severity >= 4 || !(settled || silent)) || (approval !== undefined && (alone || approval !== actor!.id) && approver === approval),
    ],
    ['no approval of one’s own', approver === null || (approver === actor!.id) === alone],
    ['the other complaint', reason !== 'duplicate' || duplicateOf !== null],
    ['acknowledgement', !settled || before.some(is('ComplaintAcknowledged'))],
    ['decision', !settled || (decisions > 0 && decisions > overturned)],
    ['no open review', !settled || since.filter(is('ReviewRequested')).length === since.filter(is('ReviewDecided')).length],
    ['resolution', !settled || since.some(is('ComplaintResolved'))],
    ['cause', !settled || before.some(is('ComplaintInvestigated'))],
    [
      'remedy',
      !settled || personal?.remedyWaived !== undefined || (implemented.length > 0 && accepted.every((each) => implemented.includes(each))),
    ],
    [
      'follow-up',
      !settled || personal?.followUpImpossible !== undefined || ['satisfied', 'dissatisfied', 'unreachable'].includes(followUp ?? ''),
    ],
  ];
  return needed.filter(([, there]) => !there).map(([name]) => name);
};

describe('any sequence of commands', () => {
  it('leaves nothing that evolve fails on, and every state is plain JSON', () =>
    always(({ turns, log }) => {
      const state = fold(log);
      expect(state.revision).toBe(log.length - 1);
      expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
      expect(last(turns)!.after).toStrictEqual(state);
    }));

  it('may be retried at will: again it is already so, refused, or recorded and accepted', () =>
    always(({ turns }) => {
      for (const { command, known, decided, after } of turns) {
        if (decided === null) continue;
        const again = decidedOrRefused(command, after, known) ?? [];
        const state = again.map((event) => asStored(event)).reduce(complaintDecider.evolve, after);
        expect(state.revision).toBe(after.revision + again.length);
        expect(isOwned(state)).toBe(isOwned(after) || again.some(({ type }) => type === 'ComplaintAssigned'));
      }
    }));

  it('never reaches a state without an owner after assignment', () =>
    always(({ log }) => {
      const assigned = log.findIndex(is('ComplaintAssigned'));
      if (assigned < 0) return;
      log.slice(assigned).forEach((_each, index) => expect(isOwned(fold(log.slice(0, assigned + index + 1)))).toBe(true));
    }));

  it('is resolved by a person only once every part that was separated has been answered since it was last reopened', () => {
    let resolved = 0;
    always(({ log }) => {
      log.forEach((entry, index) => {
        if (!is('ComplaintResolved')(entry) || entry.actor === null) return;
        const before = log.slice(0, index);
        const since = before.slice(before.map(({ event: { type } }) => type).lastIndexOf('ComplaintReopened') + 1);
        const parts = before.filter(is('PartSeparated')).map(({ event: { data } }) => data.part);
        const answered = since.filter(is('PartAnswered')).map(({ event: { data } }) => data.part);
        if (parts.length > 0) resolved += 1;
        expect(parts.filter((part) => !answered.includes(part))).toEqual([]);
      });
    });
    expect(resolved).toBeGreaterThan(5);
  });

  it('never gives a complaint to its subject, nor to who has a conflict of interest in it', () =>
    always(({ log }) => {
      log.forEach((entry, index) => {
        if (!is('ComplaintAssigned', 'ComplaintReopened')(entry) || entry.actor === null) return;
        const { subjects, conflicts } = fold(log.slice(0, index));
        expect([...subjects, ...conflicts]).not.toContain(entry.event.data.handler);
      });
    }));

  it('never closes without what closing demands', () =>
    always(({ log }) => {
      log.forEach((entry, index) => {
        const before = log.slice(0, index);
        if (is('ComplaintClosed')(entry) && entry.actor !== null && !isFeedback(fold(before))) expect(missing(before, entry)).toEqual([]);
      });
    }));

  it('never pays more than another person than the proposer approved', () =>
    always(({ log }) => {
      log.forEach((entry, index) => {
        if (!is('RemedyImplemented')(entry) || entry.event.data.paid === null) return;
        const { remedy, paid } = entry.event.data;
        const isOfIt = ({ event }: { event: { data: { remedy: number } } }): boolean => event.data.remedy === remedy;
        const offers = log.slice(0, index).filter(is('RemedyProposed', 'RemedyCountered')).filter(isOfIt);
        const stands = last(offers)!;
        const forUs = offers.filter(({ event: { type, data } }) => type === 'RemedyProposed' || data.counteredBy === 'organisation');
        const approvals = log.slice(log.indexOf(stands), index).filter(is('RemedyApproved')).filter(isOfIt);
        const isOfAnother = (by: string): boolean => forUs.every((offer) => offer.event.data.by !== by);
        expect(approvals.some(({ event }) => event.data.alone || isOfAnother(event.data.by))).toBe(true);
        expect(paid.currency).toBe(stands.event.data.amount!.currency);
        expect(paid.minor).toBeLessThanOrEqual(stands.event.data.amount!.minor);
      });
    }));

  it('never gives what was rejected, and never accepts it', () =>
    always(({ log }) => {
      log.forEach((entry, index) => {
        if (!is('RemedyAccepted', 'RemedyImplemented')(entry)) return;
        const rejected = log.slice(0, index).filter(is('RemedyRejected'));
        expect(rejected.map(({ event }) => event.data.remedy)).not.toContain(entry.event.data.remedy);
      });
    }));

  it('shows what one person did alone, and only where the policy lets them', () =>
    always(({ turns }) => {
      for (const { before, known, decided } of turns) {
        for (const { type, data } of decided ?? []) {
          if (type !== 'RemedyApproved' && type !== 'ComplaintClosed') continue;
          const { smallBusiness } = known.facts.policy;
          const { by, counter } = (type === 'RemedyApproved' && before.remedies.find(({ remedy }) => remedy === data.remedy)) || {};
          const isOwn = type === 'RemedyApproved' ? by === data.by || counter?.ours.includes(data.by) : before.approver === known.actor.id;
          expect(data.alone).toBe(smallBusiness && (isOwn ?? false));
        }
      }
    }));

  it('is resolved without anybody who answers for it by the short route alone', () =>
    always(({ turns }) => {
      for (const { before, known, decided } of turns) {
        if (!decided?.some(({ type }) => type === 'ComplaintResolved') || isOwned(before)) continue;
        expect(known.facts.policy.shortRoute).toBe(true);
      }
    }));

  it('never handles feedback as a complaint before it was converted', () =>
    always(({ log }) => {
      const ofComplaints = is(
        'ComplaintAssessed',
        'ComplaintAssigned',
        'ComplaintInvestigated',
        'DecisionCommunicated',
        'ComplaintResolved',
      );
      const [first] = log;
      if (!first || !is('ComplaintReceived')(first) || first.event.data.kind === 'complaint') return;
      const converted = log.findIndex(is('ConvertedToComplaint'));
      expect(log.slice(0, converted < 0 ? log.length : converted).filter(ofComplaints)).toEqual([]);
    }));

  it('never pauses what stands still, nor resumes what runs', () =>
    always(({ log }) => {
      let isPaused = false;
      for (const { event } of log) {
        if (event.type === 'ClockPaused' || event.type === 'ClockResumed') {
          expect(event.type).toBe(isPaused ? 'ClockResumed' : 'ClockPaused');
          isPaused = !isPaused;
        }
        if (['ComplaintResolved', 'ComplaintReopened', 'ComplaintClosed'].includes(event.type)) isPaused = false;
      }
    }));

  it('never has a review decided by who handled, decided or reviewed it before', () =>
    always(({ log }) => {
      log.forEach((entry, index) => {
        if (!is('ReviewDecided')(entry)) return;
        const before = log.slice(0, index);
        const decided = before.filter(is('DecisionCommunicated')).map(({ actor }) => actor?.id);
        const reviewed = before.filter(is('ReviewDecided')).map(({ event }) => event.data.reviewer);
        expect([...decided, ...reviewed, fold(before).handler]).not.toContain(entry.event.data.reviewer);
        expect(before.filter(is('ReviewRequested')).at(-1)!.event.data.stage).toBe(entry.event.data.stage);
      });
    }));

  it('happens at times never after the recording and never before the receipt', () =>
    always(({ turns }) => {
      for (const { before, known, decided } of turns) {
        for (const { type, data } of decided ?? []) {
          const at = type === 'ComplaintReceived' ? data.receivedAt : data.at!;
          expect(at <= known.recordedAt).toBe(true);
          if (before.receivedAt !== null) expect(at >= before.receivedAt).toBe(true);
        }
      }
    }));

  it('can be looked at by what had happened: leaving out what happened later is accepted', () =>
    always(({ log }) => {
      const happenedAt = ({ event: { type, data }, recordedAt }: Entry): string => {
        if (type === 'ComplaintReceived') return data.receivedAt;
        return data.at ?? ('bounds' in data ? data.bounds?.until : null) ?? recordedAt;
      };
      for (const until of new Set(log.map(happenedAt))) {
        const kept = log.filter((entry) => happenedAt(entry) <= until);
        expect(fold(kept).revision).toBe(kept.length - 1);
      }
    }));

  // With a fixed seed these figures stay; they show that the promises above were tried on what they are about.
  it('came to every kind of end often enough to say so', () => {
    always(() => undefined);
    const events = seen.flatMap(({ log }) => log.filter(({ actor }) => actor !== null).map(({ event }) => event));
    const lives = seen.length / 200;
    const often = (happened: (event: ComplaintEvent) => boolean): boolean => events.filter(happened).length / lives >= 10;
    for (const reason of closingReasons) {
      expect([reason, often(({ type, data }) => type === 'ComplaintClosed' && data.reason === reason)]).toEqual([reason, true]);
    }
    for (const type of [
      'ComplaintReopened',
      'PolicyPinned',
      'CorrectionRecorded',
      'RemedyImplemented',
      'RemedyCountered',
      'RemedyRejected',
      'ReviewDecided',
      'ConvertedToComplaint',
      'ClockPaused',
      'ClockResumed',
      'DeadlineExtended',
    ]) {
      expect([type, often((event) => event.type === type)]).toEqual([type, true]);
    }
  });
});
