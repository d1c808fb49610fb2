import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels } from '../domain/complaint.words';
import { Choice, Text, Whole } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class ReceiveClarificationBody extends TimedBody {
  @Whole(1, 1000, { description: 'Which one, from 1.' }) readonly clarification!: number;
  @Choice(channels) readonly channel!: Channel;
  @Text(20_000, { description: 'What was answered; stored sealed.' }) readonly text!: string;
}

/** Records the answer to a clarification that was asked for. */
export class ReceiveClarification extends ComplaintRequest<ReceiveClarificationBody> {}

@CommandHandler(ReceiveClarification)
export class ReceiveClarificationHandler implements ICommandHandler<ReceiveClarification> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ReceiveClarification): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'ReceiveClarification', ...timed(body, asking) }, body, asking);
  }
}
