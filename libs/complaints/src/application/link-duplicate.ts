import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { readNumber } from '../domain/complaint.number';
import { NumberField } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class LinkDuplicateBody extends TimedBody {
  @NumberField({ required: true, description: 'The complaint that it repeats, bare or grouped.' }) readonly of!: string;
}

/** Says that it repeats another complaint. Both stay as they are; closing it as a duplicate takes the number from here. */
export class LinkDuplicate extends ComplaintRequest<LinkDuplicateBody> {}

@CommandHandler(LinkDuplicate)
export class LinkDuplicateHandler implements ICommandHandler<LinkDuplicate> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: LinkDuplicate): Promise<HandledComplaint> {
    const command = { ...timed(body, asking), of: readNumber(body.of) ?? body.of };
    return this.complaints.handle(number, { type: 'LinkDuplicate', ...command }, body, asking);
  }
}
