import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { ComplaintRequest, timed, TimedBody } from './request';

export class ResumeClockBody extends TimedBody {}

/** Lets the clocks count on. */
export class ResumeClock extends ComplaintRequest<ResumeClockBody> {}

@CommandHandler(ResumeClock)
export class ResumeClockHandler implements ICommandHandler<ResumeClock> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ResumeClock): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'ResumeClock', ...timed(body, asking) }, body, asking);
  }
}
