import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type ReviewOutcome, reviewOutcomes } from '../domain/complaint.words';
import { Choice, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class DecideReviewBody extends TimedBody {
  @Choice(reviewOutcomes, { description: 'Of the decision: it stands, it was replaced, or it must be looked into anew.' })
  readonly outcome!: ReviewOutcome;
  @Text(20_000, { description: 'Why; stored sealed.' }) readonly reasons!: string;
}

/** Decides the open review. Where the decision is not upheld it stands no more, and another must be told. */
export class DecideReview extends ComplaintRequest<DecideReviewBody> {}

@CommandHandler(DecideReview)
export class DecideReviewHandler implements ICommandHandler<DecideReview> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: DecideReview): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'DecideReview', ...timed(body, asking) }, body, asking);
  }
}
