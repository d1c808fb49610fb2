import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { parties, type Party } from '../domain/complaint.words';
import { Choice, Text, Whole } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class RejectRemedyBody extends TimedBody {
  @Whole(1, 1000) readonly remedy!: number;
  @Choice(parties, { required: false, description: 'Who rejects it; the complainant where it is left out.' }) readonly rejectedBy?: Party;
  @Text(5000, { description: 'Why; stored sealed.' }) readonly reason!: string;
}

/** Records that a proposed remedy was rejected; nothing comes of it any more. */
export class RejectRemedy extends ComplaintRequest<RejectRemedyBody> {}

@CommandHandler(RejectRemedy)
export class RejectRemedyHandler implements ICommandHandler<RejectRemedy> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: RejectRemedy): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'RejectRemedy', rejectedBy: 'complainant', ...timed(body, asking) }, body, asking);
  }
}
