import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { Nested, Text } from './fields';
import { DocumentBody } from './nested-bodies';
import { ComplaintRequest, timed, TimedBody } from './request';

export class AddEvidenceBody extends TimedBody {
  @Text(500, { description: 'Name of the piece of evidence; stored sealed.' }) readonly name!: string;
  @Text(10_000, { required: false }) readonly description?: string;
  @Nested(() => DocumentBody) readonly document?: DocumentBody;
}

/** Adds a piece of evidence; the document stays where it is and is named by its SHA-256. */
export class AddEvidence extends ComplaintRequest<AddEvidenceBody> {}

@CommandHandler(AddEvidence)
export class AddEvidenceHandler implements ICommandHandler<AddEvidence> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: AddEvidence): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'AddEvidence', document: null, ...timed(body, asking) }, body, asking);
  }
}
