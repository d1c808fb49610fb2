import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { parties, type Party } from '../domain/complaint.words';
import { Choice, StaffIdField, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class ReopenComplaintBody extends TimedBody {
  @Text(5000, { description: 'Why; stored sealed.' }) readonly reason!: string;
  @Choice(parties, { required: false, description: 'Who asks for it; the complainant where it is left out.' }) readonly by?: Party;
  @StaffIdField({ required: false, description: 'The handler, where nobody who still works here has it.' }) readonly handler?: string;
}

/** Opens a complaint again, within the time the policy allows. */
export class ReopenComplaint extends ComplaintRequest<ReopenComplaintBody> {}

@CommandHandler(ReopenComplaint)
export class ReopenComplaintHandler implements ICommandHandler<ReopenComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ReopenComplaint): Promise<HandledComplaint> {
    return this.complaints.handle(
      number,
      { type: 'ReopenComplaint', by: 'complainant', handler: null, ...timed(body, asking) },
      body,
      asking,
    );
  }
}
