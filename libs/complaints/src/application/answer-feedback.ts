import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels } from '../domain/complaint.words';
import { Choice, Text } from './fields';
import { ComplaintRequest, letterOf, timed, TimedBody } from './request';

export class AnswerFeedbackBody extends TimedBody {
  @Choice(channels) readonly channel!: Channel;
  @Text(20_000, { description: 'The message as it was sent; stored sealed.' }) readonly text!: string;
}

/** Answers a suggestion, compliment or enquiry; then it can be closed. */
export class AnswerFeedback extends ComplaintRequest<AnswerFeedbackBody> {}

@CommandHandler(AnswerFeedback)
export class AnswerFeedbackHandler implements ICommandHandler<AnswerFeedback> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: AnswerFeedback): Promise<HandledComplaint> {
    const { text, ...rest } = timed(body, asking);
    return this.complaints.handle(number, { type: 'AnswerFeedback', ...rest, letter: letterOf(text) }, body, asking);
  }
}
