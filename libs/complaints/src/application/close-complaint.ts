import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type ClosingReason, closingReasons } from '../domain/complaint.words';
import { readNumber } from '../domain/complaint.number';
import { Choice, Nested, NumberField, Text } from './fields';
import { ToldBody } from './nested-bodies';
import { ComplaintRequest, instantOf, timed, TimedBody } from './request';

export class CloseComplaintBody extends TimedBody {
  @Choice(closingReasons) readonly reason!: ClosingReason;
  @Nested(() => ToldBody) readonly told?: ToldBody;
  @Text(5000, { required: false, description: 'Why the complainant could not be told; stored sealed.' }) readonly unreachable?: string;
  @Text(5000, { required: false, description: 'Why no remedy is owed; stored sealed.' }) readonly remedyWaived?: string;
  @Text(5000, { required: false, description: 'Why there can be no follow-up; stored sealed.' }) readonly followUpImpossible?: string;
  @NumberField({ description: 'The complaint it duplicates.' }) readonly duplicateOf?: string;
}

/** Closes a complaint; a refusal lists everything that is missing. */
export class CloseComplaint extends ComplaintRequest<CloseComplaintBody> {}

@CommandHandler(CloseComplaint)
export class CloseComplaintHandler implements ICommandHandler<CloseComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: CloseComplaint): Promise<HandledComplaint> {
    const { told, duplicateOf, ...rest } = timed(body, asking);
    const command = {
      ...rest,
      told: told ? { channel: told.channel, at: told.at === undefined ? asking.now : instantOf(told.at) } : null,
      duplicateOf: duplicateOf === undefined ? null : (readNumber(duplicateOf) ?? duplicateOf),
    };
    return this.complaints.handle(number, { type: 'CloseComplaint', ...command }, body, asking);
  }
}
