import recording from './recorded/behaviour.json';
import { appendingReplays } from './recorded/appending.spec-support';
import { deletingReplays } from './recorded/deleting.spec-support';
import { notReplayed } from './recorded/not-replayed.spec-support';
import { comparable, normalized, Probe, type Replays } from './recorded/probe.spec-support';
import { readingReplays } from './recorded/reading.spec-support';
import { repeatingReplays } from './recorded/repeating.spec-support';
import { subscribingReplays } from './recorded/subscribing.spec-support';

const recorded = new Map(recording.map(({ id, observed }) => [id, observed as unknown]));

describe.each<[string, Replays]>([
  ['appending', appendingReplays],
  ['repeating', repeatingReplays],
  ['reading', readingReplays],
  ['deleting', deletingReplays],
  ['subscribing', subscribingReplays],
])('the double answers the client as a real server did, %s', (_family, replays) => {
  let probe: Probe;
  beforeAll(async () => {
    probe = await Probe.open();
  });
  afterAll(() => probe.close());

  it.each(Object.keys(replays))('%s', async (id) => {
    probe.expects = JSON.stringify(recorded.get(id)).includes('PROBE-TIMEOUT') ? 'withSilence' : 'withAnswers';
    expect(normalized(await replays[id]!(probe))).toEqual(comparable(recorded.get(id)));
  });
});

describe('the recording', () => {
  const replayed = new Set([appendingReplays, repeatingReplays, readingReplays, deletingReplays, subscribingReplays].flatMap(Object.keys));

  it('is replayed, or says why not, case by case', () => {
    const untold = [...recorded.keys()].filter((id) => !replayed.has(id) && !notReplayed.some(([form]) => form.test(id)));
    expect(untold).toEqual([]);
  });
  it('holds every case that is replayed', () => expect([...replayed].filter((id) => !recorded.has(id))).toEqual([]));
});
