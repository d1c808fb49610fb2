import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { ComplaintRequest, timed, TimedBody } from './request';

export class ApproveClosingBody extends TimedBody {}

/** Allows the closing, as another person than the one who closes. */
export class ApproveClosing extends ComplaintRequest<ApproveClosingBody> {}

@CommandHandler(ApproveClosing)
export class ApproveClosingHandler implements ICommandHandler<ApproveClosing> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ApproveClosing): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'ApproveClosing', ...timed(body, asking) }, body, asking);
  }
}
