import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class ConvertToComplaintBody extends TimedBody {
  @Text(5000, { description: 'Why; stored sealed.' }) readonly reason!: string;
}

/** Makes a complaint of a suggestion, compliment or enquiry; it was received when that was received. */
export class ConvertToComplaint extends ComplaintRequest<ConvertToComplaintBody> {}

@CommandHandler(ConvertToComplaint)
export class ConvertToComplaintHandler implements ICommandHandler<ConvertToComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ConvertToComplaint): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'ConvertToComplaint', ...timed(body, asking) }, body, asking);
  }
}
