import { reasons, standings } from '@redress/what-if';

/**
 * What each verb answers with --json (JSON Schema, draft 2020-12 vocabulary that draft 7 shares). Of a verb that answers JSON Lines it
 * is the schema of one line. Tests hold the verbs to these, and `docs/schemas.md` names them.
 */
type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const textOrNull: Schema = { type: ['string', 'null'] };
const count: Schema = { type: 'integer', minimum: 0 };
const number: Schema = { type: 'string', pattern: '^\\d{12}$' };
const instant: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' };
const instantOrNull: Schema = { ...instant, type: ['string', 'null'] };
const sha256: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const positionOrNull: Schema = { type: ['string', 'null'], pattern: '^\\d+$' };
const list = (items: Schema): Schema => ({ type: 'array', items });
const either = (...schemas: readonly Schema[]): Schema => ({ oneOf: schemas });
/** Every named member is there, and no other; `maybe` may be left out. */
const object = (properties: Readonly<Record<string, Schema>>, maybe: Readonly<Record<string, Schema>> = {}): Schema => ({
  type: 'object',
  properties: { ...properties, ...maybe },
  required: Object.keys(properties),
  additionalProperties: false,
});
const actor = object({ id: text, role: text });
const rowReason = object({ row: count, reason: text });
const orNull = (schema: Schema): Schema => either(schema, { type: 'null' });
const dayOrNull: Schema = { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

const manifest = object({
  format: { const: 1 },
  createdAt: instant,
  position: positionOrNull,
  complaints: count,
  events: count,
  head: sha256,
  files: list(object({ name: text, bytes: count, sha256 })),
});

const valueOrNull: Schema = { type: ['number', 'null'] };
/** What a metric and each of its groups answer; a value that cannot be computed is null and comes with the reason. */
const answered: Readonly<Record<string, Schema>> = {
  reason: text,
  numerator: { type: 'number' },
  denominator: { type: 'number' },
  percentiles: object({ p50: { type: 'number' }, p90: { type: 'number' }, p95: { type: 'number' } }),
  amounts: list(object({ currency: text, minor: { type: 'integer' } })),
};
const metric = object(
  { id: text, title: text, unit: text, value: valueOrNull, definition: text, clause: text },
  { ...answered, leftOut: count, groups: list(object({ key: textOrNull, value: valueOrNull }, answered)) },
);

const pin = object({ id: text, version: count, sha256 });
const measure = object({ amount: count, unit: { enum: ['minutes', 'working-minutes', 'calendar-days', 'business-days'] } });
const digest = object({ completeness: sha256, content: sha256 });
const park = object({ stream: text, revision: count, reason: text, build: text });
const parkOfReadModel = object({ readModel: text, stream: text, revision: count, reason: text, build: text });
const difference = object({ onlyInOld: count, onlyInNew: count, changed: count, examples: list(text) });
const differences = object({ documents: difference, counters: difference, rows: difference });
/** As it is stored: `data` and `metadata` are the exact texts. */
const storedEvent = object({ stream: text, revision: count, position: text, id: text, type: text, data: text, metadata: text });

const adopted: Readonly<Record<string, Schema>> = { id: text, version: count, sha256, adoptedBy: actor, adoptedAt: instant };
const versionLine = object({ ...adopted, title: text });
const onRecord = object({ ...adopted, text });
const suppliedLine = object({ id: text, draft: { type: 'boolean' }, notes: list(text), text: { type: 'object' } });
/** With --dry-run everything that is wrong with it. */
const adoptAnswer = either(
  object({ id: text, version: count, sha256 }),
  object({ id: text, problems: list(object({ path: text, code: text, detail: text })) }),
);
const draft = object({ draft: { const: true }, calendar: { type: 'object' } });

/** A version that nobody adopted is 0. */
const derivedClock = object({
  id: text,
  part: { type: ['integer', 'null'] },
  title: text,
  round: count,
  policy: pin,
  calendar: pin,
  start: text,
  startedAt: instant,
  timeZone: text,
  due: instant,
  holidaysKnown: { type: 'boolean' },
  stopped: orNull(object({ by: text, revision: count, at: instantOrNull })),
  verdict: { enum: ['running', 'paused', 'overdue', 'met', 'missed', 'cancelled', 'unknown'] },
  limit: measure,
  elapsed: measure,
  paused: measure,
  ended: measure,
  remaining: orNull(measure),
  derivation: list(
    object({
      from: instant,
      until: instant,
      kind: { enum: ['counted', 'off', 'paused', 'ended'] },
      days: count,
      why: textOrNull,
      source: text,
    }),
  ),
});

/** Its version is null where nobody adopted it. */
const triedText: Readonly<Record<string, Schema>> = { id: text, version: { type: ['integer', 'null'], minimum: 1 }, sha256, title: text };
const triedTexts: Readonly<Record<string, Schema>> = {
  policy: object(triedText),
  calendar: object({ ...triedText, draft: { type: 'boolean' }, holidaysFrom: dayOrNull, holidaysUntil: dayOrNull }),
};
const standing: Schema = { enum: standings };
const reason: Schema = { enum: reasons };
const changedClock: Readonly<Record<string, Schema>> = {
  clock: text,
  round: count,
  before: standing,
  after: standing,
  dueBefore: instantOrNull,
  dueAfter: instantOrNull,
  why: list(reason),
};
const outcomes: Readonly<Record<string, Schema>> = { changed: count, newlyJudged: count, noLongerJudged: count };
const certainty = object({
  metAtKnownTime: count,
  metByBounds: count,
  missedAtKnownTime: count,
  missedByBounds: count,
  cannotBeKnown: count,
});

export const schemas: Readonly<Record<string, Schema>> = {
  'import cfpb': object({
    rows: count,
    imported: count,
    updated: count,
    alreadyThere: count,
    rejected: list(rowReason),
    flagged: list(rowReason),
    columnsNotFound: list(text),
    events: count,
    seconds: { type: 'number', minimum: 0 },
  }),
  replay: either(
    object(
      {
        revision: count,
        type: text,
        schema: { type: ['integer', 'null'] },
        at: instantOrNull,
        recordedAt: instantOrNull,
        actor: { oneOf: [actor, { type: 'null' }] },
        data: { type: ['object', 'null'] },
        state: { type: 'object' },
        hash: { oneOf: [sha256, { type: 'null' }] },
        chain: { enum: ['ok', 'broken'] },
      },
      { problems: list(text) },
    ),
    object({
      summary: object({ number, state: text, events: count, chain: { enum: ['ok', 'broken'] }, clocks: orNull(list(derivedClock)) }),
    }),
  ),
  'replay --raw': object({ parts: { type: ['array', 'null'], items: text }, hash: { type: ['string', 'null'] } }, { metadata: text }),
  clocks: object({
    number,
    asOf: instant,
    revision: count,
    because: textOrNull,
    parts: list(object({ part: count, policy: pin, because: textOrNull })),
    clocks: list(derivedClock),
  }),
  'what-if': either(
    object({ number, ...changedClock }),
    object({
      summary: object({
        ...triedTexts,
        asOf: instant,
        position: positionOrNull,
        from: dayOrNull,
        to: dayOrNull,
        totals: object({ complaints: count, judgedBefore: count, clocks: count, ...outcomes }),
        clocks: list(
          object({
            clock: text,
            verdicts: list(object({ before: standing, after: standing, count })),
            outcomes: object(outcomes),
            why: list(object({ reason, count })),
            before: certainty,
            after: certainty,
            holidaysUnknown: count,
          }),
        ),
      }),
    }),
    object({
      ...triedTexts,
      number,
      asOf: instant,
      judgedBefore: { type: 'boolean' },
      before: list(derivedClock),
      after: list(derivedClock),
      changed: list(object({ ...changedClock, sentence: text })),
    }),
  ),
  'policies list': versionLine,
  'policies show': onRecord,
  'policies presets': suppliedLine,
  'policies adopt': adoptAnswer,
  'calendars list': versionLine,
  'calendars show': onRecord,
  'calendars published': suppliedLine,
  'calendars adopt': adoptAnswer,
  'calendars draft': draft,
  'calendars import': draft,
  verify: object({
    complaints: count,
    events: count,
    ok: { type: 'boolean' },
    head: { oneOf: [object({ complaints: count, events: count, sha256 }), { type: 'null' }] },
    problems: list(object({ number: { oneOf: [number, { type: 'null' }] }, stream: text, revision: count, what: text })),
  }),
  loadgen: object({
    complaints: count,
    alreadyThere: count,
    events: count,
    commands: count,
    acknowledged: count,
    refused: count,
    seconds: { type: 'number', minimum: 0 },
    perSecond: count,
    p50: valueOrNull,
    p99: valueOrNull,
  }),
  migrate: object({
    streams: count,
    events: count,
    keys: count,
    tombstones: count,
    lookups: count,
    apiKeys: count,
    opened: count,
    head: sha256,
    alreadyThere: count,
    seconds: { type: 'number', minimum: 0 },
  }),
  backup: manifest,
  restore: manifest,
  work: object({ readModels: list(text), holder: text, health: textOrNull }),
  serve: object({ url: text, keys: list(object({ role: text, staffId: text, key: text })) }),
  queue: either(
    object({
      number,
      state: text,
      severity: { enum: [1, 2, 3, 4, 5, null] },
      due: instantOrNull,
      dueClock: textOrNull,
      remaining: orNull(measure),
      timeZone: textOrNull,
      team: textOrNull,
      handler: textOrNull,
      receivedAt: instant,
      summary: textOrNull,
    }),
    object({ next: textOrNull }),
  ),
  stats: object({
    asOf: instant,
    position: positionOrNull,
    basis: { enum: ['received', 'event'] },
    from: dayOrNull,
    to: dayOrNull,
    metrics: list(metric),
  }),
  projections: object({
    name: text,
    version: count,
    collection: text,
    position: positionOrNull,
    lag: object({ events: count, more: { type: 'boolean' }, seconds: { type: 'number', minimum: 0 } }),
    parked: count,
    holder: textOrNull,
    digest: orNull(digest),
  }),
  'projections rebuild': object({
    name: text,
    collection: text,
    digest,
    parked: list(park),
    comparedWith: textOrNull,
    differences: orNull(differences),
  }),
  'parked list': parkOfReadModel,
  'parked retry': parkOfReadModel,
  'parked show': object({ parked: list(parkOfReadModel), event: storedEvent }),
  'api-keys add': object({ key: text, prefix: text, actor, expiresAt: instantOrNull }),
  'api-keys list': object({ prefix: text, actor, createdAt: instant, expiresAt: instantOrNull, revokedAt: instantOrNull }),
  'api-keys revoke': object({ prefix: text, revoked: { const: true } }),
  check: object({
    ok: { type: 'boolean' },
    checks: list(object({ what: text, ok: { type: 'boolean' }, says: text })),
    settings: list(object({ name: text, value: text })),
  }),
};

export const shapes = { object, list, text, textOrNull, count, number, instant, instantOrNull, positionOrNull };
