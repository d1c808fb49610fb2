import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { parties, type Party } from '../domain/complaint.words';
import { Choice, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class RequestReviewBody extends TimedBody {
  @Choice(parties, { required: false, description: 'Who asks for it; the complainant where it is left out.' }) readonly by?: Party;
  @Text(5000, { description: 'Why; stored sealed.' }) readonly reason!: string;
}

/** Asks for the decision to be reviewed by another person; the case cannot be closed as settled while that is open. */
export class RequestReview extends ComplaintRequest<RequestReviewBody> {}

@CommandHandler(RequestReview)
export class RequestReviewHandler implements ICommandHandler<RequestReview> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: RequestReview): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'RequestReview', by: 'complainant', ...timed(body, asking) }, body, asking);
  }
}
