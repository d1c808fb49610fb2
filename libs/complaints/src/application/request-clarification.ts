import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels } from '../domain/complaint.words';
import { Choice, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class RequestClarificationBody extends TimedBody {
  @Choice(channels) readonly channel!: Channel;
  @Text(20_000, { description: 'What was asked; stored sealed.' }) readonly text!: string;
}

/** Asks the complainant for something more; the case shows it until it is answered. */
export class RequestClarification extends ComplaintRequest<RequestClarificationBody> {}

@CommandHandler(RequestClarification)
export class RequestClarificationHandler implements ICommandHandler<RequestClarification> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: RequestClarification): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'RequestClarification', ...timed(body, asking) }, body, asking);
  }
}
