import fc from 'fast-check';
import { plusDays } from '@redress/kernel';
import type { Counter } from '@redress/projections';
import type { Stored } from '../complaint-projection';
import { an, correction, imported, leyla, office, ours, recordedAt, summed, type Told, told, versions } from '../told.spec-support';
import { asked, countedOf, countersOf, sourceOf } from './asked.spec-support';
import { ask } from './ask';
import type { Counted } from './counted';
import { type ComplaintDimension, type Dimension, dimensions, lifeOf } from './life';
import { metrics } from './metrics';
import { metricsPage } from './metrics-page';
import { statistics } from './statistics';

const received = an('ComplaintReceived');
const day = (n: number): string => plusDays('2026-02-28T08:00:00.000Z', n);
const someDay = fc.integer({ min: 1, max: 60 }).map(day);
const someTime = fc.option(someDay);

const receipt = fc
  .record({
    receivedAt: someDay,
    product: fc.constantFrom('Kettle', 'Lamp', null),
    region: fc.constantFrom('North', null),
    channel: fc.constantFrom('letter' as const, 'phone' as const),
    kind: fc.constantFrom('complaint' as const, 'complaint' as const, 'enquiry' as const, 'compliment' as const),
    of: fc.constantFrom('the default', 'ours', 'a register'),
  })
  .map(({ of, ...said }): Stored => {
    if (of === 'a register') return imported(said);
    return an('ComplaintReceived', { ...said, ...(of === 'ours' && { policy: ours, calendar: office }) });
  });

const later: fc.Arbitrary<Stored> = fc.oneof(
  someDay.map((at) => an('ComplaintAcknowledged', { at })),
  fc
    .constantFrom(1 as const, 5 as const)
    .map((severity) => an('ComplaintAssessed', { severity, category: severity === 5 ? 'safety' : null })),
  fc.constantFrom('omid', null).map((handler) => an('ComplaintAssigned', { handler })),
  fc.constant(an('ComplaintInvestigated')),
  fc
    .record({
      at: someTime,
      finding: fc.constantFrom('upheld' as const, 'not-stated' as const),
      outcome: fc.constantFrom('closed' as const, 'explanation' as const),
    })
    .map((said) => an('ComplaintResolved', said)),
  someTime.map((at) => an('ComplaintFollowedUp', { at })),
  fc.record({ at: someTime, handler: fc.constantFrom('omid', null) }).map((said) => an('ComplaintReopened', said)),
  someTime.map((at) => an('ComplaintClosed', { at })),
  fc.integer({ min: 0, max: 9 }).map((minor) => an('RemedyImplemented', { paid: { minor, currency: minor > 5 ? 'EUR' : 'AZN' } })),
  fc.boolean().map((met) => an('TimelinessReported', { met })),
  // Only an imported complaint is taken over, and of one that was nothing is judged.
  fc.constantFrom({}, { policy: ours, calendar: office }).map((pins) => an('PolicyPinned', { ...pins, reason: 'reclassified' })),
  someTime.map((at) => an('ProgressUpdateSent', { at })),
  someDay.map((at) => an('DecisionCommunicated', { at })),
  fc
    .record({ product: fc.constantFrom('Radio', null), category: fc.constantFrom('delay', null), region: fc.constantFrom('South', null) })
    .map((said) => an('Classified', said)),
  someDay.map((at) => an('ReferredExternally', { at })),
  fc
    .record({ at: someDay, outcome: fc.constantFrom('upheld' as const, 'not-upheld' as const, 'settled' as const) })
    .map((said) => an('ExternalDecisionRecorded', said)),
  fc.record({ at: someDay, score: fc.constantFrom(1 as const, 5 as const) }).map((said) => an('SatisfactionRecorded', said)),
);

/** Corrections of any earlier event, also of one that has no such field; the time of any may move. */
const correcting: fc.Arbitrary<(events: readonly Stored[]) => Stored> = fc
  .record({ which: fc.nat(), at: someDay, product: fc.constantFrom('Lamp', 'Radio', null), moves: fc.boolean() })
  .map(({ which, at, product, moves }) => (events) => {
    const revision = which % events.length;
    const { type } = events[revision]!;
    if (type === 'CorrectionRecorded' || type === 'PolicyPinned') return correction('ComplaintReceived', 0, 'product', product);
    if (type !== 'ComplaintReceived')
      return correction(
        type,
        revision,
        type === 'ComplaintResolved' && moves ? 'outcome' : 'at',
        moves && type === 'ComplaintResolved' ? 'monetary-relief' : at,
      );
    return moves ? correction(type, 0, 'receivedAt', at) : correction(type, 0, 'product', product);
  });

const story: fc.Arbitrary<readonly Stored[]> = fc
  .tuple(
    receipt,
    fc.array(fc.oneof({ weight: 3, arbitrary: later.map((event) => () => event) }, { weight: 1, arbitrary: correcting }), {
      maxLength: 10,
    }),
  )
  .map(([first, steps]) => steps.reduce<readonly Stored[]>((events, step) => [...events, step(events)], [first]));

const register = fc
  .array(story, { minLength: 1, maxLength: 4 })
  .map((stories) =>
    stories.map((events, n): readonly Told[] =>
      told(...events).map(({ event, recorded }) => ({ event, recorded: { ...recorded, stream: `complaint-${n}` } })),
    ),
  );

/** The stories told in one order, each still in its own. */
const interleaved = (stories: readonly (readonly Told[])[], order: readonly number[]): readonly Told[] => {
  const waiting = stories.map((one) => [...one]);
  const all: Told[] = [];
  for (const n of [...order, ...stories.flatMap((one, i) => one.map(() => i))]) {
    const next = waiting[n % waiting.length]!.shift();
    if (next) all.push(next);
  }
  return all;
};

/** The story as if it had been told right at once: every correction applied to the event it is about, and left away. */
const toldRight = (story: readonly Told[]): readonly Told[] => {
  const right = new Map(story.map(({ event, recorded }) => [recorded.revision, event]));
  for (const { event, recorded } of story) {
    if (event.type !== 'CorrectionRecorded') continue;
    right.delete(recorded.revision);
    const { revision, path, to } = event.data;
    const old = right.get(revision);
    if (old) right.set(revision, { type: old.type, data: { ...old.data, [path]: to } } as unknown as Stored);
  }
  return story
    .filter(({ recorded }) => right.has(recorded.revision))
    .map(({ recorded }) => ({ event: right.get(recorded.revision)!, recorded }));
};

const keyOf = (doc: Counted | null, by: ComplaintDimension): string | null | undefined => (doc === null ? undefined : lifeOf(doc).keys[by]);

type Fold = (doc: Counted | null, event: Stored, recorded: Told['recorded'], v: typeof versions) => Counted | null;
const plus = (counters: readonly Counter[], sign: 1 | -1) => counters.map((counter) => [counter, sign] as const);

describe('the statistics', () => {
  it('are the same by differences, event by event in any order, as recomputed from a record told right at once', () => {
    fc.assert(
      fc.property(register, fc.array(fc.nat({ max: 9 }), { maxLength: 40 }), (stories, order) => {
        const docs = new Map<string, Counted | null>();
        const changes: (readonly [Counter, 1 | -1])[] = [];
        for (const { event, recorded } of interleaved(stories, order)) {
          const before = docs.get(recorded.stream) ?? null;
          const fold = statistics.on[event.type] as Fold;
          const after = fold(before, event, recorded, versions);
          docs.set(recorded.stream, after);
          changes.push(...plus(statistics.measure!(before), -1), ...plus(statistics.measure!(after), 1));
        }
        expect(summed(changes)).toEqual(summed(plus(countersOf(stories.map(toldRight)), 1)));
      }),
      { numRuns: 300 },
    );
  });

  it('add up to the total in every dimension', async () => {
    const additive = ['received', 'open', 'acknowledged', 'resolved', 'closed', 'reopened', 'followed-up', 'reported-late', 'referred'];
    const both = fc.constantFrom('received' as const, 'event' as const);
    await fc.assert(
      fc.asyncProperty(register, fc.constantFrom(...dimensions), both, async (stories, by: Dimension, basis) => {
        const source = sourceOf(countersOf(stories));
        const { metrics: answers } = await ask(source, { basis, by, asOf: day(70), from: '2026-03-05', to: '2026-03-25' });
        const sums = answers
          .filter(({ id }) => additive.includes(id))
          .map(({ id, groups }) => [id, groups!.reduce((sum, { value }) => sum + value!, 0)]);
        expect(sums).toEqual(answers.filter(({ id }) => additive.includes(id)).map(({ id, value }) => [id, value]));
      }),
      { numRuns: 60 },
    );
  });

  it('answer for a group as for a register that holds nothing else', async () => {
    const known = fc.constantFrom(...dimensions.filter((dimension): dimension is ComplaintDimension => dimension !== 'month'));
    await fc.assert(
      fc.asyncProperty(register, known, fc.constantFrom('received' as const, 'event' as const), async (stories, by, basis) => {
        const question = { basis, asOf: day(70), from: '2026-03-05', to: '2026-04-10' } as const;
        const { metrics: answers } = await ask(sourceOf(countersOf(stories)), { ...question, by });
        for (const key of new Set(answers.flatMap(({ groups }) => groups!.map((group) => group.key)))) {
          const alike = stories.filter((one) => keyOf(countedOf(one), by) === key);
          const alone = await ask(sourceOf(countersOf(alike)), question);
          for (const { id, groups } of answers) {
            const group = id === 'channel-share' ? undefined : groups!.find((one) => one.key === key);
            const total = alone.metrics.find((one) => one.id === id)!;
            if (group) expect([id, key, group.value]).toEqual([id, key, total.value]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are safe integers on a day, and never zero', () => {
    fc.assert(
      fc.property(register, (stories) => {
        for (const { value, day: on } of countersOf(stories)) {
          expect(Number.isSafeInteger(value) && value !== 0 && /^\d{4}-\d\d-\d\d$/.test(on)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are answered without a value that is no number', async () => {
    await fc.assert(
      fc.asyncProperty(register, async (stories) => {
        const { metrics: answers } = await ask(sourceOf(countersOf(stories)), { basis: 'event', asOf: day(70) });
        for (const { value, reason, leftOut } of answers) {
          expect(value === null ? reason !== undefined : Number.isFinite(value)).toBe(true);
          expect((leftOut ?? 0) >= 0).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('group what has no value under null, last', async () => {
    const elsewhere = an('ComplaintReceived', { region: null });
    expect(await asked('received', [[received], [elsewhere]], { by: 'region' })).toEqual({
      value: 2,
      groups: [
        { key: 'North', value: 1 },
        { key: null, value: 1 },
      ],
    });
  });
  it('group by severity, outcome, cause and category as they are last known, and by month', async () => {
    const story = [
      received,
      an('ComplaintAssessed', { severity: 2, category: 'delay' }),
      an('ComplaintAssessed', { severity: 4 }),
      an('ComplaintInvestigated'),
      an('ComplaintResolved', { outcome: 'closed' }),
      an('ComplaintResolved', { outcome: 'explanation' }),
    ];
    const keyOf = async (by: Dimension) => (await asked('received', [story], { by })).groups!.map(({ key }) => key);
    expect(await Promise.all((['severity', 'outcome', 'cause', 'category', 'month'] as const).map(keyOf))).toEqual([
      ['4'],
      ['explanation'],
      ['delay'],
      ['delay'],
      ['2026-03'],
    ]);
  });
  it('group what was classified anew under what it is now, and follow a correction of that', async () => {
    const again = [received, an('ComplaintAssessed', { category: 'delay' }), an('Classified', { region: 'South', category: 'fault' })];
    const keyOf = async (by: Dimension, ...more: readonly Stored[]) => (await asked('received', [[...again, ...more]], { by })).groups!;
    expect(await keyOf('product')).toEqual([{ key: 'Lamp', value: 1 }]);
    expect(await keyOf('region')).toEqual([{ key: 'South', value: 1 }]);
    expect(await keyOf('category')).toEqual([{ key: 'fault', value: 1 }]);
    expect(await keyOf('product', correction('Classified', 2, 'product', 'Radio'))).toEqual([{ key: 'Radio', value: 1 }]);
    expect(await keyOf('product', correction('Classified', 2, 'product', null))).toEqual([{ key: 'Kettle', value: 1 }]);
    expect(await keyOf('category', an('ComplaintAssessed', { category: 'damage' }))).toEqual([{ key: 'damage', value: 1 }]);
  });
  it('refuse a metric or dimension that does not exist, and name those that do', async () => {
    await expect(asked('happiness', [])).rejects.toThrow('There is no metric happiness; take one of received, open,');
    await expect(asked('received', [], { by: 'colour' as Dimension })).rejects.toThrow(
      'There is no dimension colour; take one of product,',
    );
  });
  it('count nothing of an enquiry or suggestion, and of a compliment only that it came', () => {
    const counted = (kind: 'enquiry' | 'suggestion' | 'compliment') =>
      countersOf([told(an('ComplaintReceived', { kind }), an('ComplaintAcknowledged'), an('ComplaintClosed'))]).map(({ metric }) => metric);
    expect([counted('enquiry'), counted('suggestion'), [...new Set(counted('compliment'))]]).toEqual([[], [], ['compliments']]);
  });
  it('refuse a stream that does not begin with its receipt', () => {
    const recorded = { id: 'e', stream: 'complaint-1', revision: 0, position: '1', recordedAt: recordedAt(0), actor: leyla };
    expect(() => countedOf([{ event: an('ComplaintClosed'), recorded }])).toThrow(
      'ComplaintClosed comes before ComplaintReceived in complaint-1',
    );
  });
});

describe('the page of metrics', () => {
  it('defines every metric with formula, counters and clause', () => {
    const page = metricsPage();
    for (const { id, title, definition, formula } of metrics) {
      expect(page).toContain(`## ${id}\n\n**${title}.** ${definition}\n\n- Formula: ${formula}\n`);
    }
  });
  it('names only counters that are counted, and every counter that is', () => {
    const named = new Set(metrics.flatMap(({ uses }) => uses));
    const counted = new Set<string>();
    fc.assert(
      fc.property(register, (stories) => {
        for (const { metric, dimension } of countersOf(stories)) if (dimension === 'all') counted.add(familyOf(metric, named));
      }),
      { numRuns: 200, seed: 7 },
    );
    expect([...counted].sort()).toEqual([...named].sort());
  });
});

const familyOf = (counter: string, named: ReadonlySet<string>): string =>
  named.has(counter) ? counter : ([...named].find((name) => name.endsWith(':') && counter.startsWith(name)) ?? counter);
