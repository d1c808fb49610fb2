import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { Matches } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Correctable } from '../domain/complaint.events';
import { isMoment, Shape, Text, Whole } from './fields';
import { ComplaintRequest, instantOf, timed, TimedBody } from './request';

const most = Number.MAX_SAFE_INTEGER;
/** What can stand anywhere in an event; what may stand at the path is a rule. No member is open to any shape, or the depth of a body had no end. */
const correction = {
  description: 'The right value: a text, a whole number, yes or no, or an amount of money; null takes it away.',
  oneOf: [
    { type: 'string', maxLength: 40_000 },
    { type: 'integer', minimum: -most, maximum: most },
    { type: 'boolean' },
    {
      type: 'object',
      properties: { minor: { type: 'integer', minimum: 0, maximum: most }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
      required: ['minor', 'currency'],
    },
    { type: 'null' },
  ],
};
const isCorrection = (value: unknown): boolean => {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return [...value].length <= 40_000;
  return typeof value === 'object' ? isMoney(value) : Number.isSafeInteger(value);
};
const isMoney = (value: { minor?: unknown; currency?: unknown }): boolean =>
  Object.keys(value).length === 2 &&
  Number.isSafeInteger(value.minor) &&
  (value.minor as number) >= 0 &&
  typeof value.currency === 'string' &&
  /^[A-Z]{3}$/.test(value.currency);

export class CorrectComplaintBody extends TimedBody {
  @Whole(0, 1_000_000, { description: 'Revision of the event that holds the wrong value.' }) readonly revision!: number;
  @Matches(/^[A-Za-z][A-Za-z .?'-]{0,119}$/)
  @JSONSchema({ description: 'Where in the data of that event, as docs/lifecycle.md lists.', example: 'product' })
  readonly path!: string;
  @Shape(correction, isCorrection)
  readonly value!: Correctable | string;
  @Text(5000, { description: 'Why; stored sealed.' }) readonly reason!: string;
}

/** Corrects what was recorded wrongly. The old value stays visible beside the new one. */
export class CorrectComplaint extends ComplaintRequest<CorrectComplaintBody> {}

@CommandHandler(CorrectComplaint)
export class CorrectComplaintHandler implements ICommandHandler<CorrectComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: CorrectComplaint): Promise<HandledComplaint> {
    const { value, ...rest } = timed(body, asking);
    return this.complaints.handle(
      number,
      { type: 'CorrectComplaint', ...rest, value: isTime(rest.path) ? instant(value) : value },
      body,
      asking,
    );
  }
}

const isTime = (path: string): boolean => ['at', 'receivedAt', 'occurredFrom', 'occurredTo'].includes(path);
/** What is no moment stays as it is and is refused by the rule about times. */
const instant = (value: Correctable | string): Correctable | string =>
  typeof value === 'string' && isMoment(value) ? instantOf(value) : value;
