import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels } from '../domain/complaint.words';
import { Choice, Text } from './fields';
import { ComplaintRequest, letterOf, timed, TimedBody } from './request';

export class SendProgressUpdateBody extends TimedBody {
  @Choice(channels) readonly channel!: Channel;
  @Text(20_000, { description: 'The message as it was sent; stored sealed.' }) readonly text!: string;
}

/** Tells the complainant how far things are. */
export class SendProgressUpdate extends ComplaintRequest<SendProgressUpdateBody> {}

@CommandHandler(SendProgressUpdate)
export class SendProgressUpdateHandler implements ICommandHandler<SendProgressUpdate> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: SendProgressUpdate): Promise<HandledComplaint> {
    const { text, ...rest } = timed(body, asking);
    return this.complaints.handle(number, { type: 'SendProgressUpdate', ...rest, letter: letterOf(text) }, body, asking);
  }
}
