import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { isDay as isDayOfCalendar, isInstant } from '@redress/kernel';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/**
 * The kinds of fields a body is made of. Each is class-validator metadata, from which both the JSON schema that is compiled for the API
 * and the OpenAPI document are made: one source for what is accepted and what is said to be accepted.
 */

/** RFC 3339 with a zone, seconds optional; stored as UTC with milliseconds. */
export const momentForm =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Is it a moment that exists, and can its instant be stored? `Date` takes 30 February for a day in March. */
export const isMoment = (text: unknown): boolean => {
  if (typeof text !== 'string' || !momentForm.test(text)) return false;
  const midnight = `${text.slice(0, 10)}T00:00:00.000Z`;
  const instant = new Date(text);
  return isInstant(midnight) && !Number.isNaN(instant.getTime()) && isInstant(instant.toISOString());
};

type SchemaObject = Exclude<Parameters<typeof JSONSchema>[0], (...given: never[]) => unknown>;
const described = (schema: object): PropertyDecorator => JSONSchema(schema as SchemaObject) as PropertyDecorator;
/** A shape that class-validator has no words for: said once as a schema, once as a check. */
export const Shape = (schema: object, accepts: (value: unknown) => boolean): PropertyDecorator =>
  applyDecorators(
    ValidateBy({ name: 'hasShape', validator: { validate: accepts, defaultMessage: () => '$property has another shape' } }),
    JSONSchema(() => schema as SchemaObject),
  );
/** Of itself a nested body takes its absence for granted, so what is required is said to be. */
const optional = (required: boolean): PropertyDecorator[] => [required ? IsDefined() : IsOptional()];

interface Option {
  readonly required?: boolean;
  readonly description?: string;
}

/** Personal free text; sealed before it is stored. */
export const Text = (max: number, { required = true, description = 'Free text; stored sealed.' }: Option = {}): PropertyDecorator =>
  applyDecorators(MinLength(1), MaxLength(max), described({ description }), ...optional(required));

/** A clear code such as product or region. */
export const CodeField = ({ required = false, description = '' }: Option = {}): PropertyDecorator =>
  applyDecorators(
    MinLength(1),
    MaxLength(120),
    described({ description: `${description} Stored in clear for ever: no personal data.`.trim() }),
    ...optional(required),
  );

/** Clear codes. */
export const Codes = (most: number, { required = false, description = '' }: Option = {}): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    MinLength(1, { each: true }),
    MaxLength(120, { each: true }),
    described({ description: `${description} Stored in clear for ever: no personal data.`.trim() }),
    ...optional(required),
  );

/** When it happened; now where it is left out. */
export const Moment = ({
  required = false,
  description = 'When it happened (RFC 3339 with a zone); now where it is left out.',
}: Option = {}): PropertyDecorator =>
  applyDecorators(
    Shape({ type: 'string', format: 'moment', pattern: momentForm.source, description, example: '2026-05-01T09:30:00.000Z' }, isMoment),
    ...optional(required),
  );

const dayForm = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
export const isDay = (text: unknown): boolean => typeof text === 'string' && isDayOfCalendar(text);
/** A day in the register's zone. */
export const DayField = ({ required = true, description = "A day in the register's zone." }: Option = {}): PropertyDecorator =>
  applyDecorators(
    Shape({ type: 'string', format: 'day', pattern: dayForm.source, description, example: '2026-05-01' }, isDay),
    ...optional(required),
  );

export const Choice = (values: readonly (string | number)[], { required = true, description = '' }: Option = {}): PropertyDecorator =>
  applyDecorators(IsIn([...values]), described({ ...(description && { description }) }), ...optional(required));

export const Choices = (values: readonly string[], { required = true, description = '' }: Option = {}): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(values.length),
    IsIn([...values], { each: true }),
    described({ ...(description && { description }) }),
    ...optional(required),
  );

/** An opaque id of a person, made by us. */
export const StaffIdField = ({ required = true, description = 'A staff id.' }: Option = {}): PropertyDecorator =>
  applyDecorators(
    Matches(/^[A-Za-z0-9._-]{1,64}$/),
    described({ description, example: 'b558317e-b6b7-5e55-bf4c-bd2c3d17593d' }),
    ...optional(required),
  );

export const StaffIds = ({
  required = false,
  description = 'Staff ids of those the complaint is about.',
}: Option = {}): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(20),
    Matches(/^[A-Za-z0-9._-]{1,64}$/, { each: true }),
    described({ description }),
    ...optional(required),
  );

export const Sha256Field = ({
  required = false,
  description = 'SHA-256 of the document, 64 hex digits.',
}: Option = {}): PropertyDecorator => applyDecorators(Matches(/^[0-9a-f]{64}$/), described({ description }), ...optional(required));

export const NumberField = ({ required = false, description = 'A complaint number, bare or grouped.' }: Option = {}): PropertyDecorator =>
  applyDecorators(Matches(/^[\d \u00a0\u202f-]{12,20}$/), described({ description, example: '370691682022' }), ...optional(required));

export const Whole = (min: number, max: number, { required = true, description = '' }: Option = {}): PropertyDecorator =>
  applyDecorators(IsInt(), Min(min), Max(max), described({ ...(description && { description }) }), ...optional(required));

export const Texts = (
  most: number,
  max: number,
  { required = false, description = 'Free texts; stored sealed.' }: Option = {},
): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    MinLength(1, { each: true }),
    MaxLength(max, { each: true }),
    described({ description }),
    ...optional(required),
  );

export const Numbers = (most: number, { required = false, description = '' }: Option = {}): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    IsInt({ each: true }),
    Min(1, { each: true }),
    described({ ...(description && { description }) }),
    ...optional(required),
  );

export const Nested = (of: () => new () => object, { required = false, description = '' }: Option = {}): PropertyDecorator =>
  applyDecorators(ValidateNested(), Type(of), described({ ...(description && { description }) }), ...optional(required));

export const NestedList = (of: () => new () => object, most: number, { required = false }: Option = {}): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMaxSize(most), ValidateNested({ each: true }), Type(of), ...optional(required));
