import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Finding, findings, type Outcome, outcomes } from '../domain/complaint.words';
import { Choice, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class ResolveComplaintBody extends TimedBody {
  @Choice(findings) readonly finding!: Exclude<Finding, 'not-stated'>;
  @Choice(outcomes) readonly outcome!: Outcome;
  @Text(10_000, { description: 'What the complainant gets; stored sealed.' }) readonly remedy!: string;
  @Text(10_000, { required: false, description: 'What is done so that it does not happen again; mandatory when upheld. Stored sealed.' })
  readonly prevention?: string;
}

/** Ends the handling with a finding and an outcome. */
export class ResolveComplaint extends ComplaintRequest<ResolveComplaintBody> {}

@CommandHandler(ResolveComplaint)
export class ResolveComplaintHandler implements ICommandHandler<ResolveComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ResolveComplaint): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'ResolveComplaint', prevention: null, ...timed(body, asking) }, body, asking);
  }
}
