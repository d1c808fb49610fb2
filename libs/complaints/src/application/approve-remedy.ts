import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { Whole } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class ApproveRemedyBody extends TimedBody {
  @Whole(1, 1000) readonly remedy!: number;
}

/** Allows a remedy that costs money; never by the person who proposed it. */
export class ApproveRemedy extends ComplaintRequest<ApproveRemedyBody> {}

@CommandHandler(ApproveRemedy)
export class ApproveRemedyHandler implements ICommandHandler<ApproveRemedy> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ApproveRemedy): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'ApproveRemedy', ...timed(body, asking) }, body, asking);
  }
}
