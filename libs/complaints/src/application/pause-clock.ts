import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels } from '../domain/complaint.words';
import { Choice, CodeField, Codes, Text } from './fields';
import { ComplaintRequest, letterOf, timed, TimedBody } from './request';

export class PauseClockBody extends TimedBody {
  @CodeField({ required: true, description: 'A reason for which the policy lets clocks stand still.' }) readonly reason!: string;
  @Codes(20, { description: 'Which clocks; all that the policy lets this reason stop, where it is left out.' })
  readonly clocks?: readonly string[];
  @Choice(channels, { required: false, description: 'The way the complainant was told.' }) readonly channel?: Channel;
  @Text(20_000, { required: false, description: 'The notice to the complainant as it was sent; stored sealed.' }) readonly text?: string;
  @Text(5000, { required: false, description: 'Why, in words; stored sealed.' }) readonly explanation?: string;
}

/** Lets clocks stand still, for a reason that the policy names. */
export class PauseClock extends ComplaintRequest<PauseClockBody> {}

@CommandHandler(PauseClock)
export class PauseClockHandler implements ICommandHandler<PauseClock> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: PauseClock): Promise<HandledComplaint> {
    const { text, ...rest } = timed(body, asking);
    const letter = text === undefined ? null : letterOf(text);
    return this.complaints.handle(number, { type: 'PauseClock', clocks: null, channel: null, ...rest, letter }, body, asking);
  }
}
