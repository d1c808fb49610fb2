import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { CodeField } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class LinkCauseBody extends TimedBody {
  @CodeField({ required: true, description: 'Id of the common cause.' }) readonly cause!: string;
}

/** Links it to a cause that it has in common with others. */
export class LinkCause extends ComplaintRequest<LinkCauseBody> {}

@CommandHandler(LinkCause)
export class LinkCauseHandler implements ICommandHandler<LinkCause> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: LinkCause): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'LinkCause', ...timed(body, asking) }, body, asking);
  }
}
