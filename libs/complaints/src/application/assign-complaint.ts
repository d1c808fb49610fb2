import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { StaffIdField, StaffIds, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class AssignComplaintBody extends TimedBody {
  @StaffIdField({ description: 'Staff id of the handler.' }) readonly handler!: string;
  @StaffIds({ description: 'Staff ids of those who may not handle it because of a conflict of interest.' })
  readonly conflicts?: readonly string[];
  @Text(2000, { required: false, description: 'Why the handler changes; stored sealed.' }) readonly reason?: string;
}

/** Gives a complaint to a handler, or to another one with a reason. */
export class AssignComplaint extends ComplaintRequest<AssignComplaintBody> {}

@CommandHandler(AssignComplaint)
export class AssignComplaintHandler implements ICommandHandler<AssignComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: AssignComplaint): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'AssignComplaint', conflicts: [], ...timed(body, asking) }, body, asking);
  }
}
