import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels } from '../domain/complaint.words';
import { Choice, CodeField, Nested, Text } from './fields';
import { ExtensionBody } from './nested-bodies';
import { ComplaintRequest, letterOf, timed, TimedBody } from './request';

export class ExtendDeadlineBody extends TimedBody {
  @CodeField({ required: true, description: 'Which clock, by its name in the policy.' }) readonly clock!: string;
  @Nested(() => ExtensionBody, { required: true }) readonly by!: ExtensionBody;
  @CodeField({ required: true, description: 'A reason for which the policy extends this clock.' }) readonly reason!: string;
  @Choice(channels, { required: false, description: 'The way the complainant was told.' }) readonly channel?: Channel;
  @Text(20_000, { required: false, description: 'The notice to the complainant as it was sent; stored sealed.' }) readonly text?: string;
}

/** Gives a clock a later date, within what the policy allows. */
export class ExtendDeadline extends ComplaintRequest<ExtendDeadlineBody> {}

@CommandHandler(ExtendDeadline)
export class ExtendDeadlineHandler implements ICommandHandler<ExtendDeadline> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ExtendDeadline): Promise<HandledComplaint> {
    const { text, ...rest } = timed(body, asking);
    const letter = text === undefined ? null : letterOf(text);
    return this.complaints.handle(number, { type: 'ExtendDeadline', channel: null, ...rest, letter }, body, asking);
  }
}
