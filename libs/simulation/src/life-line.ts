import type { Channel } from '@redress/complaints';
import { type Instant, plusDays, plusHours } from '@redress/kernel';
import { cfpbSample } from './cfpb-sample';
import { Draws } from './draws';
import { inventedEmail, inventedName, inventedText } from './invented';

/** Who gives a command; both are staff of the register. */
export type Part = 'agent' | 'supervisor';
/** The commands that a life line is made of, as the API calls them. */
export type Path =
  | 'receive'
  | 'acknowledge'
  | 'assess'
  | 'assign'
  | 'send-progress-update'
  | 'add-evidence'
  | 'investigate'
  | 'propose-remedy'
  | 'accept-remedy'
  | 'approve-remedy'
  | 'communicate-decision'
  | 'resolve'
  | 'implement-remedy'
  | 'follow-up'
  | 'reopen'
  | 'approve-closing'
  | 'close';

/** A command as a client would send it. */
export interface Step {
  readonly part: Part;
  readonly path: Path;
  readonly body: object;
  /** Idempotency-Key. */
  readonly key: string;
}

/** One complaint from its receipt on. What the later commands say depends on the number it was given and on who handles it. */
export interface LifeLine {
  readonly receipt: Step;
  later(number: string, handler: string): readonly Step[];
}

/** What was drawn of a complaint, before anything is said about it. */
export interface Drawn {
  readonly product: string;
  readonly category: string;
  readonly region: string;
  readonly channel: Channel;
  readonly receivedAt: Instant;
  readonly daysToAcknowledge: number;
  readonly response: (typeof cfpbSample.responses)[number][0];
  readonly timely: boolean;
  readonly disputed: boolean;
  readonly severity: 1 | 2 | 3 | 4;
  readonly length: number;
}

/** The `nth` complaint of a seed, from 0 on. */
export const drawn = (seed: string, nth: number): Drawn => drawnBy(new Draws('redress-loadgen-1', seed, nth));

const drawnBy = (draws: Draws): Drawn => {
  const product = draws.weighted(cfpbSample.products.map((each) => [each, each.rows] as const));
  const year = draws.weighted(cfpbSample.years);
  return {
    product: product.name,
    category: draws.weighted<string>(product.issues),
    region: draws.weighted<string>(cfpbSample.regions),
    channel: draws.weighted<Channel>(cfpbSample.channels),
    receivedAt: plusHours(plusDays(`${year}-01-01T09:00:00.000Z`, draws.whole(0, 364)), draws.whole(0, 8)),
    daysToAcknowledge: draws.weighted<number>(cfpbSample.days),
    response: draws.weighted(cfpbSample.responses),
    timely: draws.weighted(cfpbSample.timely),
    disputed: draws.weighted(cfpbSample.disputed),
    severity: draws.weighted([
      [1, 30],
      [2, 40],
      [3, 25],
      [4, 5],
    ]),
    length: draws.between(cfpbSample.lengths),
  };
};

const backdating = 'A simulated life line: it is recorded long after it is said to have happened.';

/** The same commands for the same seed and `nth`, to the letter. */
export const lifeLine = (seed: string, nth: number): LifeLine => {
  const draws = new Draws('redress-loadgen-1', seed, nth);
  const facts = drawnBy(draws);
  const { product, category, region, channel, receivedAt } = facts;
  const name = inventedName(draws);
  const told = { name, email: inventedEmail(name, nth), summary: `${category} (${nth})`, description: inventedText(draws, facts.length) };
  const keyOf = (step: string): string => `loadgen-${seed}-${nth}-${step}`;
  const { email, summary, description } = told;
  const body = { channel, receivedAt, backdating, product, category, region, complainant: { name, email }, summary, description };
  return {
    receipt: { part: 'agent', path: 'receive', body, key: keyOf('receive') },
    later: (number, handler) =>
      stepsOf({ ...facts, ...told, number, handler }).map(([part, path, at, said], step) => ({
        part,
        path,
        body: { at, backdating, ...said },
        key: keyOf(`${step}-${path}`),
      })),
  };
};

interface Story extends Drawn {
  readonly name: string;
  readonly email: string;
  readonly summary: string;
  readonly number: string;
  readonly handler: string;
}
type Said = readonly [part: Part, path: Path, at: Instant, body: object];

const stepsOf = (story: Story): readonly Said[] => {
  const { name, email, summary, number, handler, channel, receivedAt, severity, response } = story;
  const acknowledgedAt = plusHours(plusDays(receivedAt, story.daysToAcknowledge), 1);
  const receipt = `Dear ${name} (${email}), ${receivedAt.slice(0, 10)}: we received ${number}, ${summary}.`;
  const taken: readonly Said[] = [
    ['agent', 'acknowledge', acknowledgedAt, { channel, receipt }],
    ['agent', 'assess', plusHours(acknowledgedAt, 2), { severity, safety: false }],
    ['supervisor', 'assign', plusHours(acknowledgedAt, 3), { handler }],
  ];
  if (response === 'untimely') return taken;
  if (response === 'in-progress')
    return [
      ...taken,
      ['agent', 'send-progress-update', plusDays(acknowledgedAt, 7), { channel, text: `${number}: we are looking into it.` }],
    ];
  return [...taken, ...answered(story, response, plusDays(acknowledgedAt, story.timely ? 10 : 70))];
};

type Answer = Exclude<Drawn['response'], 'in-progress' | 'untimely'>;
const remedies: Readonly<Record<Answer, string>> = {
  explanation: 'An explanation of how it came about',
  'monetary-relief': 'The amount back',
  'non-monetary-relief': 'A corrected account',
};

const answered = (story: Story, outcome: Answer, at: Instant): readonly Said[] => {
  const { number, summary, disputed, severity } = story;
  const isGrave = severity === 4;
  const found = { cause: 'wrong-information', causeDomain: 'process', validity: 'confirmed', report: `${number}: what was found.` };
  const whys = ['The letter was not read to its end.', 'Nobody had the time.', 'Two desks share one list.'];
  const remedy = remedies[outcome];
  const text = `${number}, ${summary}: ${remedy}. Is all well?`;
  const followedUp = (when: Instant, said: object): Said => ['agent', 'follow-up', when, { channel: 'phone', text, ...said }];
  const again = plusDays(at, 12);
  const last = disputed ? plusDays(again, 10) : plusDays(at, 8);
  return [
    ...(isGrave ? [['agent', 'add-evidence', at, { name: 'The letters' }] as const] : []),
    ['agent', 'investigate', at, isGrave ? { ...found, whys, evidence: [1] } : found],
    ...decided(story, outcome, at, 1),
    ...(disputed
      ? [
          followedUp(plusDays(at, 8), { outcome: 'dissatisfied' }),
          ['agent', 'reopen', plusDays(at, 9), { reason: 'The answer does not settle it.' }] as const,
          ...decided(story, outcome, again, 2),
        ]
      : []),
    followedUp(last, { outcome: 'satisfied', score: disputed ? 3 : 5 }),
    ...(isGrave ? [['supervisor', 'approve-closing', plusHours(last, 1), {}] as const] : []),
    ['agent', 'close', plusHours(last, 2), { reason: 'settled', told: { channel: 'phone', at: plusHours(last, 2) } }],
  ];
};

/** `nth` remedy of the complaint, from 1 on. */
const decided = ({ number, channel }: Story, outcome: Answer, at: Instant, nth: number): readonly Said[] => {
  const description = remedies[outcome];
  const paid = { minor: 4_990, currency: 'USD' };
  const resolving = { finding: 'upheld', outcome, remedy: description, prevention: 'Those who answer know of it now.' };
  const proposing = {
    explanation: [['agent', 'propose-remedy', at, { kind: 'information', description }]],
    'non-monetary-relief': [
      ['agent', 'propose-remedy', at, { kind: 'replacement', description }],
      ['agent', 'accept-remedy', plusHours(at, 1), { remedy: nth }],
    ],
    'monetary-relief': [
      ['agent', 'propose-remedy', at, { kind: 'refund', amount: paid, description }],
      ['agent', 'accept-remedy', plusHours(at, 1), { remedy: nth }],
      ['supervisor', 'approve-remedy', plusHours(at, 2), { remedy: nth }],
    ],
  } as const satisfies Readonly<Record<Answer, readonly Said[]>>;
  return [
    ...proposing[outcome],
    ['agent', 'communicate-decision', plusHours(at, 3), { channel, text: `${number}: ${description}.` }],
    ['agent', 'resolve', plusHours(at, 4), resolving],
    ['agent', 'implement-remedy', plusHours(at, 5), { remedy: nth, ...(outcome === 'monetary-relief' && { paid }) }],
  ];
};
