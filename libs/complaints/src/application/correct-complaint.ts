import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { IsDefined, Matches } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Correctable } from '../domain/complaint.events';
import { momentForm, Text, Whole } from './fields';
import { ComplaintRequest, instantOf, timed, TimedBody } from './request';

export class CorrectComplaintBody extends TimedBody {
  @Whole(0, 1_000_000, { description: 'Revision of the event that holds the wrong value.' }) readonly revision!: number;
  @Matches(/^[A-Za-z][A-Za-z .?'-]{0,119}$/)
  @JSONSchema({ description: 'Where in the data of that event, as docs/lifecycle.md lists.', example: 'product' })
  readonly path!: string;
  @JSONSchema({
    description: 'The right value; null takes it away.',
    oneOf: [{ type: 'string', maxLength: 40_000 }, { type: 'integer' }, { type: 'boolean' }, { type: 'object' }, { type: 'null' }],
  })
  @IsDefined()
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
  typeof value === 'string' && momentForm.test(value) ? instantOf(value) : value;
