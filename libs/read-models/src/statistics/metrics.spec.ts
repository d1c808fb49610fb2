import type { Stored } from '../complaint-projection';
import { an, correction, imported } from '../told.spec-support';
import { asked } from './asked.spec-support';
import type { Question } from './ask';

const received = an('ComplaintReceived');
const march: Partial<Question> = { from: '2026-03-01', to: '2026-03-31' };
const byEvent: Partial<Question> = { basis: 'event', ...march };
const unknownTime = { at: null, bounds: null } as const;

const acknowledged = an('ComplaintAcknowledged');
const resolved = an('ComplaintResolved');
const closed = an('ComplaintClosed');
const reopened = an('ComplaintReopened');
const followedUp = an('ComplaintFollowedUp');
const resolvedAt = (at: string | null, said: object = {}): Stored => an('ComplaintResolved', { at, ...said });

describe('received', () => {
  it('counts complaints by the day of their receipt in the register’s zone', async () => {
    const midnightInBaku = an('ComplaintReceived', { receivedAt: '2026-02-28T20:00:00.000Z' });
    expect(await asked('received', [[received], [midnightInBaku]], march)).toEqual({ value: 2 });
    expect(await asked('received', [[received], [midnightInBaku]], { to: '2026-02-28' })).toEqual({ value: 0 });
  });
  it('counts no other feedback, whatever happens to it', async () => {
    const compliment = an('ComplaintReceived', { kind: 'compliment' });
    expect(
      await asked('received', [[received], [compliment, acknowledged, closed, correction('ComplaintReceived', 0, 'product', 'X')]]),
    ).toEqual({ value: 1 });
  });
  it('is the same by event', async () => {
    expect(await asked('received', [[received]], byEvent)).toEqual({ value: 1 });
  });
  it('moves with a corrected time of receipt', async () => {
    const moved = correction('ComplaintReceived', 0, 'receivedAt', '2026-02-10T08:00:00.000Z');
    expect(await asked('received', [[received, moved]], march)).toEqual({ value: 0 });
    expect(await asked('received', [[received, moved]], { from: '2026-02-10', to: '2026-02-10' })).toEqual({ value: 1 });
  });
});

describe('open', () => {
  it('counts what is not closed now, a reopened complaint until it is closed again', async () => {
    const stories = [
      [received],
      [received, closed],
      [received, closed, reopened],
      [received, closed, reopened, closed],
      [received, resolved],
    ];
    expect(await asked('open', stories)).toEqual({ value: 3 });
    expect(await asked('open', stories, byEvent)).toEqual({ value: 3 });
  });
});

describe('open-age', () => {
  it('is the mean time since the receipt of those that are open, as of the answer', async () => {
    const later = an('ComplaintReceived', { receivedAt: '2026-03-03T08:00:00.000Z' });
    const asOf = '2026-03-05T08:00:00.000Z';
    expect(await asked('open-age', [[received], [later], [received, closed]], { asOf })).toEqual({ value: 72, denominator: 2 });
  });
  it('is not known where nothing is open', async () => {
    expect(await asked('open-age', [])).toEqual({ value: null, reason: 'No complaint of this range is open.', denominator: 0 });
  });
});

describe('acknowledged', () => {
  it('counts complaints acknowledged at least once by receipt, and each acknowledgement by event', async () => {
    const again = an('ComplaintAcknowledged', { at: '2026-04-02T08:00:00.000Z' });
    expect(await asked('acknowledged', [[received, acknowledged, again], [received]])).toEqual({ value: 1 });
    expect(await asked('acknowledged', [[received, acknowledged, again]], { basis: 'event' })).toEqual({ value: 2 });
    expect(await asked('acknowledged', [[received, acknowledged, again]], byEvent)).toEqual({ value: 1 });
  });
  it('counts one that a register dates before the receipt', async () => {
    const before = an('ComplaintAcknowledged', { at: '2026-02-27T08:00:00.000Z' });
    expect(await asked('acknowledged', [[imported(), before]], { basis: 'event', to: '2026-02-28' })).toEqual({ value: 1 });
  });
});

describe('resolved', () => {
  it('counts complaints resolved at least once by receipt, whatever came later', async () => {
    expect(await asked('resolved', [[received, resolved, reopened, resolved], [received, closed], [received]])).toEqual({
      value: 1,
      leftOut: 0,
    });
  });
  it('counts each resolution of the range by event, and says how many have no known time', async () => {
    const stories = [
      [received, resolved, reopened, resolvedAt('2026-04-02T08:00:00.000Z')],
      [imported(), resolvedAt(null)],
    ];
    expect(await asked('resolved', stories, byEvent)).toEqual({ value: 1, leftOut: 1 });
  });
  it('leaves out only unknown times that may lie in the range', async () => {
    const bounds = { from: '2026-04-02T08:00:00.000Z', until: null };
    expect(await asked('resolved', [[imported(), resolvedAt(null, { bounds })]], byEvent)).toEqual({ value: 0, leftOut: 0 });
  });
  it('moves with a corrected time', async () => {
    const moved = correction('ComplaintResolved', 1, 'at', '2026-04-02T08:00:00.000Z');
    expect(await asked('resolved', [[received, resolved, moved]], byEvent)).toEqual({ value: 0, leftOut: 0 });
    const dated = correction('ComplaintResolved', 1, 'at', '2026-03-20T08:00:00.000Z');
    expect(await asked('resolved', [[imported(), resolvedAt(null), dated]], byEvent)).toEqual({ value: 1, leftOut: 0 });
  });
});

describe('closed', () => {
  it('counts complaints closed at least once by receipt, and each closing by event', async () => {
    const again = an('ComplaintClosed', { at: '2026-03-30T08:00:00.000Z' });
    expect(await asked('closed', [[received, closed, reopened, again], [received]])).toEqual({ value: 1, leftOut: 0 });
    expect(await asked('closed', [[received, closed, reopened, again]], byEvent)).toEqual({ value: 2, leftOut: 0 });
  });
});

describe('reopened', () => {
  it('counts complaints reopened at least once by receipt, and each reopening by event', async () => {
    const unknown = an('ComplaintReopened', unknownTime);
    const story = [received, resolved, reopened, resolved, unknown];
    expect(await asked('reopened', [story])).toEqual({ value: 1, leftOut: 0 });
    expect(await asked('reopened', [story], byEvent)).toEqual({ value: 1, leftOut: 1 });
  });
});

describe('followed-up', () => {
  it('counts complaints followed up at least once by receipt, and each follow-up by event', async () => {
    const story = [received, resolved, followedUp, followedUp];
    expect(await asked('followed-up', [story, [received]])).toEqual({ value: 1, leftOut: 0 });
    expect(await asked('followed-up', [story], byEvent)).toEqual({ value: 2, leftOut: 0 });
  });
});

describe('reported-late', () => {
  const met = an('TimelinessReported');
  const late = an('TimelinessReported', { met: false });
  it('counts by the latest verdict on the final answer', async () => {
    const otherClock = an('TimelinessReported', { clock: 'acknowledge', met: false });
    expect(
      await asked('reported-late', [
        [imported(), met, late],
        [imported(), late, met],
        [imported(), otherClock],
      ]),
    ).toEqual({
      value: 1,
      leftOut: 0,
    });
  });
  it('leaves out by event a verdict of which no time is known', async () => {
    expect(
      await asked(
        'reported-late',
        [
          [imported(), late],
          [imported(), met],
        ],
        byEvent,
      ),
    ).toEqual({ value: 0, leftOut: 1 });
  });
});

describe('acknowledged-late', () => {
  const late = an('ComplaintAcknowledged', { at: '2026-03-02T08:00:00.001Z' });
  const inTime = an('ComplaintAcknowledged', { at: '2026-03-02T08:00:00.000Z' });
  it('judges the first acknowledgement by the hours of the pinned policy, and leaves imports out', async () => {
    const stories = [[received, late], [received, inTime, late], [imported(), late], [received]];
    expect(await asked('acknowledged-late', stories)).toEqual({ value: 1, numerator: 1, denominator: 2, leftOut: 1 });
    expect(await asked('acknowledged-late', stories, byEvent)).toEqual({ value: 1, numerator: 1, denominator: 2, leftOut: 1 });
  });
  it('does not judge an import that was taken over', async () => {
    expect(await asked('acknowledged-late', [[imported(), late, an('PolicyPinned')]])).toEqual({
      value: null,
      reason: 'No acknowledgement of this range can be judged by a pinned policy.',
      denominator: 0,
      leftOut: 1,
    });
  });
  it('is judged anew when the time of the receipt was corrected', async () => {
    const earlier = correction('ComplaintReceived', 0, 'receivedAt', '2026-03-01T07:59:59.999Z');
    expect(await asked('acknowledged-late', [[received, inTime, earlier]])).toEqual({ value: 1, numerator: 1, denominator: 1, leftOut: 0 });
  });
});

describe('resolved-late', () => {
  it('judges the final answer by the days of the pinned policy, and leaves imports out', async () => {
    const stories = [
      [received, resolvedAt('2026-03-31T08:00:00.000Z')],
      [received, resolvedAt('2026-03-31T08:00:00.001Z')],
      [imported(), resolvedAt(null)],
    ];
    expect(await asked('resolved-late', stories)).toEqual({ value: 1, numerator: 1, denominator: 2, leftOut: 1 });
    expect(await asked('resolved-late', stories, byEvent)).toEqual({ value: 1, numerator: 1, denominator: 2, leftOut: 1 });
  });
  it('counts anew from a reopening', async () => {
    const again = (at: string) => [[received, resolved, reopened, resolvedAt(at)]];
    expect((await asked('resolved-late', again('2026-04-11T08:00:00.000Z'))).value).toBe(0);
    expect((await asked('resolved-late', again('2026-04-11T08:00:00.001Z'))).value).toBe(1);
  });
  it('is late where a part that was separated was answered late, in that stretch', async () => {
    const part = an('PartSeparated');
    const answered = (at: string) => an('PartAnswered', { at });
    const value = async (...story: readonly Stored[]) => (await asked('resolved-late', [[received, part, ...story]])).value;
    const [inTime, late] = [answered('2026-03-04T08:00:00.000Z'), answered('2026-03-31T08:00:00.001Z')];
    expect([await value(inTime, resolved), await value(late, resolvedAt('2026-03-31T08:00:00.000Z'))]).toEqual([0, 1]);
    expect(await value(inTime, resolved, reopened, answered('2026-04-10T08:00:00.000Z'), resolvedAt('2026-04-11T08:00:00.000Z'))).toBe(0);
    const again = [received, part, late, resolved, reopened, answered('2026-04-10T08:00:00.000Z'), resolvedAt('2026-04-11T08:00:00.000Z')];
    const on = async (day: string) => (await asked('resolved-late', [again], { basis: 'event', from: day, to: day })).value;
    expect([await on('2026-03-03'), await on('2026-04-11')]).toEqual([1, 0]);
  });
  it('judges the first resolution of a stretch only', async () => {
    expect((await asked('resolved-late', [[received, resolved, resolvedAt('2026-06-01T08:00:00.000Z')]])).value).toBe(0);
  });
});

describe('upheld-rate', () => {
  const found = (...findings: readonly string[]): readonly Stored[] => [
    received,
    ...findings.map((finding) => resolvedAt('2026-03-03T08:00:00.000Z', { finding })),
  ];
  it('is the share upheld or partly upheld of what was decided, by the last finding', async () => {
    const stories = [
      found('upheld'),
      found('partly-upheld'),
      found('upheld', 'not-upheld'),
      found('not-upheld', 'withdrawn'),
      found('not-stated'),
    ];
    const answer = { value: 2 / 3, numerator: 2, denominator: 3, leftOut: 2 };
    expect(await asked('upheld-rate', stories)).toEqual(answer);
    expect(await asked('upheld-rate', stories, byEvent)).toEqual(answer);
  });
  it('is not known where no finding is stated', async () => {
    expect(await asked('upheld-rate', [[imported(), resolvedAt(null, { finding: 'not-stated' })]])).toEqual({
      value: null,
      reason: 'No resolution of this range states a finding.',
      denominator: 0,
      leftOut: 1,
    });
  });
});

describe('reopen-rate', () => {
  it('is the share of resolved complaints that were reopened afterwards', async () => {
    const stories = [[received, resolved], [received, resolved, reopened, resolved, reopened], [received, closed, reopened], [received]];
    expect(await asked('reopen-rate', stories)).toEqual({ value: 0.5, numerator: 1, denominator: 2, leftOut: 0 });
  });
  it('stands by event on the day of the first resolution', async () => {
    const stories = [
      [received, resolved, reopened],
      [imported(), resolvedAt(null), reopened],
    ];
    expect(await asked('reopen-rate', stories, { basis: 'event', from: '2026-03-03', to: '2026-03-03' })).toEqual({
      value: 1,
      numerator: 1,
      denominator: 1,
      leftOut: 1,
    });
  });
});

describe('follow-up-coverage', () => {
  it('is the share of resolved complaints that were followed up afterwards', async () => {
    const stories = [
      [received, resolved, followedUp],
      [received, resolved],
      [received, closed, followedUp],
    ];
    expect(await asked('follow-up-coverage', stories)).toEqual({ value: 0.5, numerator: 1, denominator: 2, leftOut: 0 });
    expect(await asked('follow-up-coverage', stories, byEvent)).toEqual({ value: 0.5, numerator: 1, denominator: 2, leftOut: 0 });
  });
});

describe('time-to-acknowledge', () => {
  const after = (at: string): readonly Stored[] => [received, an('ComplaintAcknowledged', { at })];
  it('is the nearest rank over whole minutes up to a day and whole hours above', async () => {
    const stories = [after('2026-03-01T08:30:59.000Z'), after('2026-03-01T09:00:00.000Z'), after('2026-03-03T08:59:00.000Z')];
    expect(await asked('time-to-acknowledge', stories)).toEqual({
      value: 1,
      percentiles: { p50: 1, p90: 48, p95: 48 },
      denominator: 3,
      leftOut: 0,
    });
  });
  it('leaves out and counts an acknowledgement dated before the receipt', async () => {
    const stories = [after('2026-02-28T08:00:00.000Z'), after('2026-03-01T08:30:00.000Z')];
    const answer = { value: 0.5, percentiles: { p50: 0.5, p90: 0.5, p95: 0.5 }, denominator: 1, leftOut: 1 };
    expect(await asked('time-to-acknowledge', stories)).toEqual(answer);
    expect(await asked('time-to-acknowledge', stories, { basis: 'event' })).toEqual(answer);
  });
  it('takes ten of ten in their order', async () => {
    const stories = Array.from({ length: 10 }, (_, i) => after(`2026-03-01T${String(9 + i).padStart(2, '0')}:00:00.000Z`));
    expect((await asked('time-to-acknowledge', stories)).percentiles).toEqual({ p50: 5, p90: 9, p95: 10 });
  });
});

describe('time-to-resolve-first and time-to-resolve-last', () => {
  const story = [received, resolvedAt('2026-03-01T20:00:00.000Z'), reopened, resolvedAt('2026-03-21T08:00:00.000Z')];
  it('tell the first from the last resolution', async () => {
    expect((await asked('time-to-resolve-first', [story])).value).toBe(12);
    expect((await asked('time-to-resolve-last', [story])).value).toBe(480);
  });
  it('stand by event on the day of their resolution', async () => {
    const on = { basis: 'event', from: '2026-03-21', to: '2026-03-21' } as const;
    expect((await asked('time-to-resolve-first', [story], on)).denominator).toBe(0);
    expect((await asked('time-to-resolve-last', [story], on)).denominator).toBe(1);
  });
  it('are not known of a register that publishes no response date', async () => {
    expect(await asked('time-to-resolve-first', [[imported(), resolvedAt(null)]])).toEqual({
      value: null,
      reason: 'No duration is known in this range.',
      denominator: 0,
      leftOut: 1,
    });
  });
});

describe('time-to-close', () => {
  it('counts to the last closing', async () => {
    const again = an('ComplaintClosed', { at: '2026-03-21T08:00:00.000Z' });
    expect((await asked('time-to-close', [[received, closed, reopened, again]])).value).toBe(480);
  });
  it('is the corrected time’s', async () => {
    expect(
      (await asked('time-to-close', [[received, closed, correction('ComplaintClosed', 1, 'at', '2026-03-01T09:00:00.000Z')]])).value,
    ).toBe(1);
  });
});

describe('time-to-redress', () => {
  const decided = (at: string): Stored => an('DecisionCommunicated', { at });
  const given = (at: string): Stored => an('RemedyImplemented', { at });
  it('lasts from the last decision before the last remedy to that remedy', async () => {
    const story = [
      received,
      decided('2026-03-02T08:00:00.000Z'),
      given('2026-03-02T09:00:00.000Z'),
      decided('2026-03-03T08:00:00.000Z'),
      given('2026-03-03T20:00:00.000Z'),
    ];
    const answer = { value: 12, percentiles: { p50: 12, p90: 12, p95: 12 }, denominator: 1, leftOut: 0 };
    expect(await asked('time-to-redress', [story])).toEqual(answer);
    expect(await asked('time-to-redress', [story], byEvent)).toEqual(answer);
  });
  it('leaves out and counts a remedy before any decision, or one that only a register tells of', async () => {
    const unknown = { value: null, reason: 'No duration is known in this range.', denominator: 0, leftOut: 2 };
    const source = { register: 'cfpb', file: 'a.csv', row: 1, id: '1' };
    const toldByRegister = an('DecisionCommunicated', { at: '2026-03-01T08:00:00.000Z', source });
    const stories = [
      [received, given('2026-03-02T09:00:00.000Z')],
      [imported(), toldByRegister, given('2026-03-02T09:00:00.000Z')],
    ];
    expect(await asked('time-to-redress', stories)).toEqual(unknown);
    expect(await asked('time-to-redress', stories, byEvent)).toEqual(unknown);
  });
  it('follows a corrected time of the decision', async () => {
    const story = [received, decided('2026-03-02T08:00:00.000Z'), given('2026-03-02T09:00:00.000Z')];
    const earlier = correction('DecisionCommunicated', 1, 'at', '2026-03-02T06:00:00.000Z');
    expect((await asked('time-to-redress', [[...story, earlier]])).value).toBe(3);
  });
});

describe('redress-total', () => {
  const paid = (minor: number, currency = 'AZN', at = '2026-03-02T11:00:00.000Z'): Stored =>
    an('RemedyImplemented', { paid: { minor, currency }, at });
  it('adds up what was paid, by receipt or in the range', async () => {
    const story = [received, paid(100), paid(50, 'AZN', '2026-04-02T11:00:00.000Z'), an('RemedyImplemented', { paid: null })];
    expect(await asked('redress-total', [story])).toEqual({ value: 150, amounts: [{ currency: 'AZN', minor: 150 }], leftOut: 0 });
    expect(await asked('redress-total', [story], byEvent)).toEqual({ value: 100, amounts: [{ currency: 'AZN', minor: 100 }], leftOut: 0 });
  });
  it('never adds up different currencies', async () => {
    expect(await asked('redress-total', [[received, paid(100), paid(7, 'AED')]])).toEqual({
      value: null,
      reason: 'There are several currencies; see the amounts.',
      amounts: [
        { currency: 'AED', minor: 7 },
        { currency: 'AZN', minor: 100 },
      ],
      leftOut: 0,
    });
  });
  it('follows a corrected payment', async () => {
    const corrected = correction('RemedyImplemented', 1, 'paid', { minor: 90, currency: 'AZN' });
    expect((await asked('redress-total', [[received, paid(100), corrected]])).value).toBe(90);
    expect((await asked('redress-total', [[received, paid(100), correction('RemedyImplemented', 1, 'paid', null)]])).value).toBeNull();
  });
});

describe('ownerless-seconds', () => {
  it('counts in recorded time from the recorded receipt to the first assignment', async () => {
    expect(await asked('ownerless-seconds', [[received, an('ComplaintAssessed'), an('ComplaintAssigned')]])).toEqual({
      value: 7_200,
      leftOut: 0,
    });
  });
  it('counts what still runs up to the instant of the answer', async () => {
    expect(await asked('ownerless-seconds', [[received]], { asOf: '2026-03-01T08:31:40.000Z' })).toEqual({ value: 100, leftOut: 0 });
  });
  it('ends with the closing, and goes on where it was taken from its handler', async () => {
    expect((await asked('ownerless-seconds', [[received, closed]])).value).toBe(3_600);
    const toNobody = an('ComplaintAssigned', { handler: null, team: null });
    expect((await asked('ownerless-seconds', [[received, an('ComplaintAssigned'), toNobody, an('ComplaintAssigned')]])).value).toBe(7_200);
  });
  it('leaves imports out, which were owned elsewhere', async () => {
    expect(await asked('ownerless-seconds', [[imported(), an('PolicyPinned'), an('ComplaintAssigned')]])).toEqual({ value: 0, leftOut: 1 });
  });
});

describe('channel-share', () => {
  it('is always grouped by channel', async () => {
    const byPhone = an('ComplaintReceived', { channel: 'phone' });
    expect(await asked('channel-share', [[received], [received], [received], [byPhone]])).toEqual({
      value: 1,
      numerator: 4,
      denominator: 4,
      groups: [
        { key: 'letter', value: 0.75, numerator: 3, denominator: 4 },
        { key: 'phone', value: 0.25, numerator: 1, denominator: 4 },
      ],
    });
  });
});

describe('satisfaction', () => {
  const scored = (score: 1 | 2 | 3 | 4 | 5, at = '2026-03-11T08:00:00.000Z'): Stored => an('SatisfactionRecorded', { score, at });
  it('is the mean of the last score of each complaint by receipt, and of every score in the range by event', async () => {
    const stories = [
      [received, resolved, followedUp, scored(2), scored(3, '2026-04-02T08:00:00.000Z')],
      [received, resolved, scored(1)],
      [received],
    ];
    expect(await asked('satisfaction', stories)).toEqual({ value: 2, numerator: 4, denominator: 2, leftOut: 0 });
    expect(await asked('satisfaction', stories, byEvent)).toEqual({ value: 8 / 3, numerator: 8, denominator: 3, leftOut: 0 });
  });
  it('is not known where nobody gave a score', async () => {
    expect(await asked('satisfaction', [[received, resolved, an('ComplaintFollowedUp', { score: null })]])).toEqual({
      value: null,
      reason: 'No score was given in this range.',
      denominator: 0,
      leftOut: 0,
    });
  });
  it('follows a corrected score', async () => {
    expect((await asked('satisfaction', [[received, resolved, scored(2), correction('SatisfactionRecorded', 2, 'score', 5)]])).value).toBe(
      5,
    );
    expect((await asked('satisfaction', [[received, resolved, followedUp, correction('ComplaintFollowedUp', 2, 'score', 1)]])).value).toBe(
      1,
    );
  });
});

describe('satisfaction-coverage', () => {
  it('is the share of resolved complaints of which a score is known', async () => {
    const stories = [[received, resolved, an('SatisfactionRecorded')], [received, resolved, followedUp], [received, resolved], [received]];
    const answer = { value: 2 / 3, numerator: 2, denominator: 3, leftOut: 0 };
    expect(await asked('satisfaction-coverage', stories)).toEqual(answer);
    expect(await asked('satisfaction-coverage', stories, byEvent)).toEqual(answer);
  });
});

describe('referred', () => {
  it('counts complaints that went outside by receipt, and each referral by event', async () => {
    const again = an('ReferredExternally', { at: '2026-03-30T08:00:00.000Z' });
    const stories = [[received, an('ReferredExternally'), again], [received]];
    expect(await asked('referred', stories)).toEqual({ value: 1, leftOut: 0 });
    expect(await asked('referred', stories, byEvent)).toEqual({ value: 2, leftOut: 0 });
  });
});

describe('external-outcome', () => {
  const outside = (...outcomes: readonly ('upheld' | 'partly-upheld' | 'not-upheld' | 'settled' | 'out-of-jurisdiction')[]) => [
    received,
    ...outcomes.flatMap((outcome) => [an('ReferredExternally'), an('ExternalDecisionRecorded', { outcome })]),
  ];
  it('is the share that was upheld outside, by the last decision of each complaint', async () => {
    const stories = [
      outside('upheld'),
      outside('partly-upheld'),
      outside('upheld', 'not-upheld'),
      outside('settled'),
      outside('out-of-jurisdiction'),
      outside(),
    ];
    const answer = { value: 2 / 3, numerator: 2, denominator: 3, leftOut: 2 };
    expect(await asked('external-outcome', stories)).toEqual(answer);
    expect(await asked('external-outcome', stories, byEvent)).toEqual(answer);
  });
  it('is not known where nobody outside judged one', async () => {
    const answer = { value: null, reason: 'No body outside judged a complaint of this range.', denominator: 0, leftOut: 0 };
    expect(await asked('external-outcome', [outside()])).toEqual(answer);
  });
});

describe('compliments-to-complaints', () => {
  const compliment = an('ComplaintReceived', { kind: 'compliment' });
  it('is how many compliments came for each complaint, on both bases', async () => {
    const stories = [
      [compliment],
      [compliment, an('FeedbackAnswered'), closed],
      [compliment],
      [received],
      [received],
      [an('ComplaintReceived', { kind: 'enquiry' })],
    ];
    const answer = { value: 1.5, numerator: 3, denominator: 2 };
    expect(await asked('compliments-to-complaints', stories)).toEqual(answer);
    expect(await asked('compliments-to-complaints', stories, byEvent)).toEqual(answer);
  });
  it('counts a converted compliment as a complaint', async () => {
    const stories = [[compliment, an('ConvertedToComplaint', { from: 'compliment' })], [compliment]];
    expect(await asked('compliments-to-complaints', stories)).toEqual({ value: 1, numerator: 1, denominator: 1 });
  });
});

describe('feedback that is converted', () => {
  const enquiry = [an('ComplaintReceived', { kind: 'enquiry' }), acknowledged, an('FeedbackAnswered'), closed];
  const converted = an('ConvertedToComplaint');
  it('counts as a complaint from the day of its receipt, with what was done to it before', async () => {
    const on = { from: '2026-03-01', to: '2026-03-01' } as const;
    expect((await asked('received', [enquiry], on)).value).toBe(0);
    expect((await asked('received', [[...enquiry, converted]], on)).value).toBe(1);
    expect((await asked('acknowledged', [[...enquiry, converted]], on)).value).toBe(1);
  });
  it('is open, and was not closed as a complaint', async () => {
    expect((await asked('open', [[...enquiry, converted]])).value).toBe(1);
    expect((await asked('closed', [[...enquiry, converted]])).value).toBe(0);
    expect((await asked('closed', [[...enquiry, converted, closed]])).value).toBe(1);
  });
  it('has nobody who answers for it since it was converted', async () => {
    expect((await asked('ownerless-seconds', [[...enquiry, converted, an('ComplaintAssigned')]])).value).toBe(3_600);
  });
});
