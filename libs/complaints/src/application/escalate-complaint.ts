import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type EscalationLevel, escalationLevels, type EscalationReason, escalationReasons } from '../domain/complaint.words';
import { Choice, StaffIdField, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class EscalateComplaintBody extends TimedBody {
  @Choice(escalationLevels) readonly level!: EscalationLevel;
  @Choice(escalationReasons) readonly reason!: EscalationReason;
  @StaffIdField({ required: false }) readonly to?: string;
  @Text(5000, { required: false }) readonly text?: string;
}

/** Takes a complaint up to those who may decide more. */
export class EscalateComplaint extends ComplaintRequest<EscalateComplaintBody> {}

@CommandHandler(EscalateComplaint)
export class EscalateComplaintHandler implements ICommandHandler<EscalateComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: EscalateComplaint): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'EscalateComplaint', to: null, ...timed(body, asking) }, body, asking);
  }
}
