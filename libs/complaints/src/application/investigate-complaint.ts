import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import {
  type Cause,
  type CauseDomain,
  causeDomains,
  causes,
  type InvestigationStep,
  investigationSteps,
  type Validity,
  validities,
} from '../domain/complaint.words';
import { Choice, Choices, NestedList, Numbers, Text, Texts } from './fields';
import { IshikawaBranchBody } from './nested-bodies';
import { ComplaintRequest, timed, TimedBody } from './request';

export class InvestigateComplaintBody extends TimedBody {
  @Choice(causes, { description: 'Root cause, default taxonomy version 1.' }) readonly cause!: Cause;
  @Choice(causeDomains) readonly causeDomain!: CauseDomain;
  @Choice(validities) readonly validity!: Validity;
  @Choices(investigationSteps, { required: false }) readonly steps?: readonly InvestigationStep[];
  @Numbers(200, { description: 'Numbers of the pieces of evidence it rests on.' }) readonly evidence?: readonly number[];
  @Text(40_000, { description: 'The report; stored sealed.' }) readonly report!: string;
  @Text(5000, { required: false }) readonly causeText?: string;
  @Texts(10, 2000, { description: 'Five whys, from the symptom to the cause; stored sealed.' }) readonly whys?: readonly string[];
  @NestedList(() => IshikawaBranchBody, 10) readonly ishikawa?: readonly IshikawaBranchBody[];
}

/** Reports what was found: validity, cause, and the steps and evidence it rests on. */
export class InvestigateComplaint extends ComplaintRequest<InvestigateComplaintBody> {}

@CommandHandler(InvestigateComplaint)
export class InvestigateComplaintHandler implements ICommandHandler<InvestigateComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: InvestigateComplaint): Promise<HandledComplaint> {
    const usual = { steps: [], evidence: [] } as const;
    return this.complaints.handle(number, { type: 'InvestigateComplaint', ...usual, ...timed(body, asking) }, body, asking);
  }
}
