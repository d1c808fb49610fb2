import { applyDecorators, HttpStatus } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { clauseOf, statuses } from '@redress/complaints';
import type { Schema } from '../body/body-schemas';
import { type AnswerHeaderName, carrying } from '../openapi/headers';
import { Refuses } from '../openapi/responses';

export const refusalsOfReads = [400, 401, 403, 412, 429, 503] as const;
/** A number in the path. */
export const numberParam = {
  name: 'number',
  description: 'Twelve digits, bare or grouped.',
  schema: { type: 'string' },
  example: '370691682022',
};

/** A stored event may have been tampered with (409). */
export const refusalsOfHistory = [400, 401, 403, 404, 409, 412, 429, 503] as const;
export const refusalsOfOne = [400, 401, 403, 404, 412, 429, 503] as const;

const query: Readonly<Record<string, readonly [description: string, schema: object]>> = {
  atLeast: ['The position of a write: the answer shows at least what was stored up to it.', { type: 'string', pattern: '^\\d+$' }],
  wait: ['How long to wait for it, up to 10s; 2s where it is left out.', { type: 'string', pattern: '^\\d{1,5}(ms|s)$', example: '2s' }],
  after: ['Where the page before ended: its `next`.', { type: 'string' }],
  limit: ['1 to 500; 50 where it is left out.', { type: 'integer', minimum: 1, maximum: 500 }],
  state: ['Only complaints in this state.', { type: 'string', enum: statuses.filter((status) => status !== 'none') }],
  team: ['Only of this team.', { type: 'string' }],
  handler: ['Only of this person, by staff id.', { type: 'string' }],
  from: ['First day, in the zone of the register.', { type: 'string', format: 'date' }],
  to: ['Last day, in the zone of the register.', { type: 'string', format: 'date' }],
  actor: ['Only what this person did, by staff id.', { type: 'string' }],
  type: ['Only events of this type.', { type: 'string', enum: Object.keys(clauseOf) }],
  day: ['Only what was recorded on this day, in the zone of the register.', { type: 'string', format: 'date' }],
  number: ['Only of this complaint.', { type: 'string' }],
  asOf: ['What was recorded by this instant, or stored up to this position.', { type: 'string' }],
  by: [
    'With an instant: `happened` leaves out what had not happened by then. Of statistics: the dimension to group by.',
    { type: 'string' },
  ],
  basis: ['`received`: complaints received then. `event`: what happened then.', { type: 'string', enum: ['received', 'event'] }],
  order: ['Newest first where it is left out.', { type: 'string', enum: ['newest-first', 'oldest-first'] }],
  active: ['Those who work here, or those who no longer do.', { type: 'string', enum: ['true', 'false'] }],
};

interface Read {
  readonly operationId: string;
  readonly summary: string;
  /** The name of its schema. */
  readonly answers: string;
  /** What may be asked of it in the query, beside how new the answer must be. */
  readonly takes?: readonly string[];
  /** What the answer carries beside its body and its position. */
  readonly carries?: readonly AnswerHeaderName[];
  readonly refusals?: readonly number[];
  /** Other forms in which it may be had, by media type. */
  readonly otherwise?: Readonly<Record<string, { readonly schema: Schema }>>;
}

/** Documents a read: what it answers, what may be asked of it, how it refuses. */
export const Reads = ({
  operationId,
  summary,
  answers,
  takes = [],
  carries = [],
  refusals = refusalsOfReads,
  otherwise = {},
}: Read): MethodDecorator =>
  applyDecorators(
    ApiOperation({ operationId, summary }),
    ...[...takes, 'atLeast', 'wait'].map((name) =>
      ApiQuery({ name, required: false, description: query[name]![0], schema: query[name]![1] }),
    ),
    ApiResponse({
      status: HttpStatus.OK,
      description: 'What the read model knows; X-Redress-Position says up to where.',
      headers: carrying('Position', ...carries),
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${answers}` } }, ...otherwise },
    }),
    Refuses(...refusals),
  );
