import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels } from '../domain/complaint.words';
import { Choice, CodeField, Text } from './fields';
import { ComplaintRequest, letterOf, timed, TimedBody } from './request';

export class AcknowledgeComplaintBody extends TimedBody {
  @Choice(channels) readonly channel!: Channel;
  @Text(20_000, {
    description:
      'The receipt as it was sent or said: it must hold number, name and details, summary and the day of receipt. Stored sealed.',
  })
  readonly receipt!: string;
  @CodeField({ description: 'Language of the receipt (BCP 47).' }) readonly language?: string;
}

/** Tells the complainant that the complaint has arrived. Once is enough: a second one changes nothing. */
export class AcknowledgeComplaint extends ComplaintRequest<AcknowledgeComplaintBody> {}

@CommandHandler(AcknowledgeComplaint)
export class AcknowledgeComplaintHandler implements ICommandHandler<AcknowledgeComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: AcknowledgeComplaint): Promise<HandledComplaint> {
    const { receipt, language = null, ...rest } = timed(body, asking);
    return this.complaints.handle(number, { type: 'AcknowledgeComplaint', ...rest, language, receipt: letterOf(receipt) }, body, asking);
  }
}
