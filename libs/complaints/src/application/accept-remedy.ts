import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { Nested, Whole } from './fields';
import { MoneyBody } from './nested-bodies';
import { ComplaintRequest, timed, TimedBody } from './request';

export class AcceptRemedyBody extends TimedBody {
  @Whole(1, 1000) readonly remedy!: number;
  @Nested(() => MoneyBody) readonly amount?: MoneyBody;
}

/** Records that the other side accepts a proposed remedy. */
export class AcceptRemedy extends ComplaintRequest<AcceptRemedyBody> {}

@CommandHandler(AcceptRemedy)
export class AcceptRemedyHandler implements ICommandHandler<AcceptRemedy> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: AcceptRemedy): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'AcceptRemedy', amount: null, ...timed(body, asking) }, body, asking);
  }
}
