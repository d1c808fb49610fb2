import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels } from '../domain/complaint.words';
import { Choice, Text } from './fields';
import { ComplaintRequest, letterOf, timed, TimedBody } from './request';

export class WarnOfClosingBody extends TimedBody {
  @Choice(channels) readonly channel!: Channel;
  @Text(20_000, { description: 'The warning as it was sent, with the day on which the complaint will be closed. Stored sealed.' })
  readonly text!: string;
}

/** Tells a complainant who is silent that the complaint will be closed, where the policy closes for silence. */
export class WarnOfClosing extends ComplaintRequest<WarnOfClosingBody> {}

@CommandHandler(WarnOfClosing)
export class WarnOfClosingHandler implements ICommandHandler<WarnOfClosing> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: WarnOfClosing): Promise<HandledComplaint> {
    const { text, ...rest } = timed(body, asking);
    return this.complaints.handle(number, { type: 'WarnOfClosing', ...rest, letter: letterOf(text) }, body, asking);
  }
}
