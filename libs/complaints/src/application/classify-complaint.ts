import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { CodeField, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class ClassifyComplaintBody extends TimedBody {
  @CodeField() readonly product?: string;
  @CodeField({ description: 'Subject category.' }) readonly category?: string;
  @CodeField() readonly department?: string;
  @CodeField() readonly segment?: string;
  @CodeField() readonly region?: string;
  @Text(2000, { description: 'Why; stored sealed.' }) readonly reason!: string;
}

/** Says anew what it is about; what is left out stays. The statistics count it under what it is now. */
export class ClassifyComplaint extends ComplaintRequest<ClassifyComplaintBody> {}

@CommandHandler(ClassifyComplaint)
export class ClassifyComplaintHandler implements ICommandHandler<ClassifyComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ClassifyComplaint): Promise<HandledComplaint> {
    const usual = { product: null, category: null, department: null, segment: null, region: null };
    return this.complaints.handle(number, { type: 'ClassifyComplaint', ...usual, ...timed(body, asking) }, body, asking);
  }
}
