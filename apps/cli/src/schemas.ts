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
    object({ summary: object({ number, state: text, events: count, chain: { enum: ['ok', 'broken'] } }) }),
  ),
  'replay --raw': object({ parts: { type: ['array', 'null'], items: text }, hash: { type: ['string', 'null'] } }, { metadata: text }),
  verify: object({
    complaints: count,
    events: count,
    ok: { type: 'boolean' },
    head: { oneOf: [object({ complaints: count, events: count, sha256 }), { type: 'null' }] },
    problems: list(object({ number: { oneOf: [number, { type: 'null' }] }, stream: text, revision: count, what: text })),
  }),
  backup: object({
    format: { const: 1 },
    createdAt: instant,
    position: positionOrNull,
    complaints: count,
    events: count,
    head: sha256,
    files: list(object({ name: text, bytes: count, sha256 })),
  }),
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
