import { statuses } from '@redress/complaints';
import { verdicts } from '@redress/deadlines';
import type { Schema } from '../body/body-schemas';

const text: Schema = { type: 'string' };
const textOrNull: Schema = { type: ['string', 'null'] };
const instant: Schema = { type: 'string', format: 'date-time' };
const instantOrNull: Schema = { type: ['string', 'null'], format: 'date-time' };
const count: Schema = { type: 'integer' };
const number: Schema = { type: 'string', pattern: '^\\d{12}$' };
const state: Schema = { type: 'string', enum: statuses.filter((status) => status !== 'none') };
const object = (properties: Readonly<Record<string, Schema>>, open = false): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: open,
});
/** A page: `next` is what `after` takes for the one that follows, null at the end. */
const page = (items: Schema): Schema => object({ items: { type: 'array', items }, next: textOrNull });

const line = {
  number,
  state,
  severity: { type: ['integer', 'null'], minimum: 1, maximum: 5 },
  due: instantOrNull,
  dueClock: { ...textOrNull, description: 'The clock that runs out then.' },
  team: textOrNull,
  handler: textOrNull,
  receivedAt: instant,
  summary: { type: ['string', 'null'], description: 'Null for roles that may not read it, and where its key was destroyed.' },
};

const measure = object({ amount: count, unit: { enum: ['minutes', 'working-minutes', 'calendar-days', 'business-days'] } });
const orNull = (schema: Schema): Schema => ({ oneOf: [schema, { type: 'null' }] });
const queueLine = {
  ...line,
  remaining: orNull({ ...measure, description: 'What is left of it now, in the unit of the clock; 0 when overdue.' }),
  timeZone: { ...textOrNull, description: 'In which its days and hours are counted; null where nothing is owed.' },
};
const pin = object({ id: text, version: count, sha256: text });
const clock = {
  id: { ...text, description: 'Its name in the policy; of a part of the complaint with that before it (`part-1-final`).' },
  part: {
    type: ['integer', 'null'],
    description: 'The part of the complaint it is for, from 1; null where it is for the rest or all of it.',
  },
  title: text,
  round: { type: 'integer', minimum: 1 },
  policy: pin,
  calendar: pin,
  start: text,
  startedAt: instant,
  timeZone: text,
  due: { ...instant, description: 'Last instant at which the duty is kept; while it is paused, as if it went on now.' },
  holidaysKnown: { type: 'boolean' },
  stopped: orNull(object({ by: text, revision: count, at: instantOrNull })),
  verdict: { enum: verdicts },
  limit: measure,
  elapsed: measure,
  paused: measure,
  ended: measure,
  remaining: orNull(measure),
} as const;

const onRecord = {
  id: text,
  version: count,
  sha256: text,
  adoptedBy: object({ id: text, role: text }),
  adoptedAt: instant,
  text: { ...text, description: 'The exact text whose SHA-256 is the address of the version.' },
};

/** What reads answer. */
export const readSchemas: Readonly<Record<string, Schema>> = {
  QueueLines: page(object(queueLine)),
  ComplaintLines: page(object(line, true)),
  Case: {
    ...object(
      {
        number,
        state,
        receivedAt: instant,
        receipt: { type: 'object' },
        facts: { type: 'object' },
        clocks: { type: 'array', items: object(clock) },
      },
      true,
    ),
    description:
      'Sealed parts (`brief`, `personal`, `corrected`) are objects for roles that may read them, "sealed" where the key was destroyed, and strings otherwise.',
  },
  Clocks: object({
    number,
    asOf: instant,
    revision: count,
    because: {
      ...textOrNull,
      description: 'Why it falls under the policy it is pinned to, of those that could be chosen then; null where none is pinned.',
    },
    parts: {
      type: 'array',
      description: 'The parts that were separated, with the policy each falls under, and why.',
      items: object({ part: count, policy: pin, because: textOrNull }),
    },
    clocks: {
      type: 'array',
      description: 'In the order in which they began; one that begins anew is there once a round.',
      items: object(
        {
          ...clock,
          derivation: {
            type: 'array',
            description: 'Every stretch from the start to now or to its end; together exactly the time that passed.',
            items: object({
              from: instant,
              until: instant,
              kind: { enum: ['counted', 'off', 'paused', 'ended'] },
              days: count,
              why: textOrNull,
              source: text,
            }),
          },
        },
        true,
      ),
    },
  }),
  AuditRows: page(
    object(
      {
        number,
        revision: count,
        type: { type: 'string' },
        actor: text,
        role: text,
        day: text,
        at: instantOrNull,
        recordedAt: instant,
        clause: text,
        sentence: text,
        changes: { type: 'array' },
      },
      true,
    ),
  ),
  Notes: page(object({ number, kind: text, nth: count, revision: count, at: instant, recordedAt: instant, actor: text }, true)),
  VersionLines: page(object({ id: text, version: count, sha256: text, title: text })),
  VersionHistory: object({ id: text, versions: { type: 'array', description: 'Oldest first.', items: object(onRecord) } }),
  Version: object(onRecord),
  Queues: page(object({ name: text, title: text })),
  Statistics: object(
    {
      asOf: instant,
      position: textOrNull,
      basis: { enum: ['received', 'event'] },
      from: textOrNull,
      to: textOrNull,
      metrics: {
        type: 'array',
        items: object({ id: text, title: text, unit: text, value: { type: ['number', 'null'] }, definition: text, clause: text }, true),
      },
    },
    true,
  ),
  StaffLines: page(
    object({
      ...{
        id: text,
        active: { type: 'boolean' },
        leftAt: instantOrNull,
        team: textOrNull,
        roles: { type: 'array', items: text },
        name: textOrNull,
      },
      limit: { ...object({ minor: count, currency: text }), type: ['object', 'null'] },
      competences: { type: 'array', items: object({ competence: text, from: text, to: textOrNull }) },
      absences: { type: 'array', items: object({ absence: count, from: text, to: textOrNull }) },
    }),
  ),
  ProjectionLines: page(
    object(
      { name: text, version: count, collection: text, position: textOrNull, lag: { type: 'object' }, parked: count, holder: textOrNull },
      true,
    ),
  ),
};
