import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels } from '../domain/complaint.words';
import { Choice, Text, Whole } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class DeliverApologyBody extends TimedBody {
  @Choice(channels) readonly channel!: Channel;
  @Text(500, { description: 'Who apologised, and to whom; stored sealed.' }) readonly person!: string;
  @Text(10_000, { required: false }) readonly text?: string;
  @Whole(1, 1000, { required: false, description: 'The remedy it belongs to.' }) readonly remedy?: number;
}

/** Says sorry; only in writing leaves a warning, because it should be said directly. */
export class DeliverApology extends ComplaintRequest<DeliverApologyBody> {}

@CommandHandler(DeliverApology)
export class DeliverApologyHandler implements ICommandHandler<DeliverApology> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: DeliverApology): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'DeliverApology', remedy: null, ...timed(body, asking) }, body, asking);
  }
}
