import { applyDecorators, HttpStatus } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { statuses } from '@redress/complaints';
import { problemType } from '../problems/problem';
import type { Schema } from '../body/body-schemas';
import { type AnswerHeaderName, carrying } from './headers';

/** When each refusal is answered; what to do about it stands in its `detail`. */
const reasons: Readonly<Record<number, string>> = {
  400: 'Malformed: the body is no JSON, a header or query has the wrong form, or the number has a wrong check digit.',
  401: 'No key, or one that is unknown, expired or revoked.',
  403: 'The role may not do this, or not on this complaint.',
  404: 'There is no such complaint, person or path.',
  409: 'A rule refuses it; every broken rule is named. Or its personal data was erased.',
  412: 'It has changed since: the present revision and who changed it last are told. Or a read model is still behind.',
  413: 'The body, or what would be stored, is too large.',
  415: 'The body is not application/json in UTF-8.',
  422: 'A field is wrong or unknown; every one is named. Or the Idempotency-Key was used for another request.',
  429: 'This key or address has sent too much, or holds more than its share; Retry-After says when to go on.',
  503: 'Busy, overloaded, stopping or not ready; Retry-After says when to ask again.',
  507: 'The disk is full; nothing was stored.',
};

/** What a refusal tells beside its body. */
const told: Readonly<Record<number, readonly AnswerHeaderName[]>> = {
  401: ['Challenge'],
  429: ['RetryAfter'],
  503: ['RetryAfter'],
  507: ['RetryAfter'],
};

/** Documents the refusals of a route, each as problem details. */
export const Refuses = (...statuses: readonly number[]): MethodDecorator =>
  applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: reasons[status]!,
        headers: carrying(...(told[status] ?? [])),
        content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );

/** What any command may be refused with. */
export const refusalsOfCommands = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503, 507] as const;
/** What is created matches no revision and cannot be unknown. */
export const refusalsOfCreations = [400, 401, 403, 409, 413, 415, 422, 429, 503, 507] as const;

/** Documents a write answer. */
export const Answers = (status: HttpStatus, description: string, schema: string): MethodDecorator =>
  ApiResponse({
    status,
    description,
    headers: carrying('Revision', 'Position', ...(status === HttpStatus.CREATED ? (['Location'] as const) : [])),
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  });

const text = (description: string, example: string): Schema => ({ type: 'string', description, example });
const revision = { type: 'integer', minimum: 0, description: 'Of the last event of this command; of the stream where nothing was to do.' };
const position = { type: 'string', pattern: '^\\d+$', description: 'Decimal text that grows with every event.', example: '1042' };

/** Schemas of answers; held by the tests against every answer that leaves. */
export const answerSchemas: Readonly<Record<string, Schema>> = {
  Problem: {
    type: 'object',
    description: 'Problem details (RFC 9457). All broken rules or wrong fields at once; never what was sent.',
    properties: {
      type: { type: 'string', const: 'about:blank' },
      title: text('The phrase of the status.', 'Conflict'),
      status: { type: 'integer', example: 409 },
      detail: text('What to do next.', 'Communicate the decision first.'),
      code: text('Stable code of the first error.', 'decision.not-told'),
      correlationId: text('Names this request in our log; also in X-Correlation-Id.', '0b5a5c6e-6c1f-4f0e-9a43-2f5f0d2a8d11'),
      errors: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            code: text('Stable.', 'field.too-long'),
            path: text('JSON Pointer into the body.', '/complainant/name'),
            detail: text('What to do next.', 'At most 500 characters are taken.'),
            params: { type: 'object', description: 'What was expected.', example: { max: 500 } },
          },
          required: ['code', 'detail', 'params'],
          additionalProperties: false,
        },
        minItems: 1,
      },
    },
    required: ['type', 'title', 'status', 'detail', 'code', 'correlationId', 'errors'],
    additionalProperties: false,
  },
  ComplaintWritten: {
    type: 'object',
    properties: {
      number: { type: 'string', pattern: '^\\d{12}$', example: '370691682022' },
      revision,
      position,
      state: {
        type: 'string',
        enum: statuses.filter((status) => status !== 'none'),
      },
    },
    required: ['number', 'revision', 'position', 'state'],
    additionalProperties: false,
  },
  StaffWritten: {
    type: 'object',
    properties: { id: { type: 'string' }, revision, position, state: { type: 'string', enum: ['active', 'left'] } },
    required: ['id', 'revision', 'position', 'state'],
    additionalProperties: false,
  },
  VersionAdopted: {
    type: 'object',
    description: 'The version that stands, also where the text stood already.',
    properties: { id: { type: 'string' }, version: { type: 'integer', minimum: 1 }, sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } },
    required: ['id', 'version', 'sha256'],
    additionalProperties: false,
  },
  Policy: { type: 'object', description: 'As docs/deadlines.md tells; everything that is wrong with it is named at once.' },
  Calendar: { type: 'object', description: 'As docs/deadlines.md tells; everything that is wrong with it is named at once.' },
  Health: {
    type: 'object',
    properties: {
      status: { type: 'string', const: 'ok' },
      checks: { type: 'object', additionalProperties: { type: 'string', const: 'up' } },
    },
    required: ['status', 'checks'],
    additionalProperties: false,
  },
};
