import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels } from '../domain/complaint.words';
import { Choice, Text } from './fields';
import { ComplaintRequest, letterOf, timed, TimedBody } from './request';

export class SendHoldingLetterBody extends TimedBody {
  @Choice(channels) readonly channel!: Channel;
  @Text(20_000, { description: 'The letter as it was sent: why there is no final answer yet, and where else to turn. Stored sealed.' })
  readonly text!: string;
}

/** Tells the complainant why there is no final answer yet, where the policy takes that in its place. */
export class SendHoldingLetter extends ComplaintRequest<SendHoldingLetterBody> {}

@CommandHandler(SendHoldingLetter)
export class SendHoldingLetterHandler implements ICommandHandler<SendHoldingLetter> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: SendHoldingLetter): Promise<HandledComplaint> {
    const { text, ...rest } = timed(body, asking);
    return this.complaints.handle(number, { type: 'SendHoldingLetter', ...rest, letter: letterOf(text) }, body, asking);
  }
}
