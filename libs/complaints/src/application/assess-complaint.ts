import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { IsBoolean, IsOptional } from 'class-validator';
import { type Degree, degrees, type Resolvability, resolvabilities, severities, type Severity } from '../domain/complaint.words';
import { Choice, CodeField, StaffIds, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class AssessComplaintBody extends TimedBody {
  @Choice(severities, { description: '1 minor … 5 safety or legal; 5 escalates at once.' }) readonly severity!: Severity;
  @IsBoolean() readonly safety!: boolean;
  @Choice(degrees, { required: false }) readonly complexity?: Degree;
  @Choice(degrees, { required: false }) readonly impact?: Degree;
  @IsBoolean() @IsOptional() readonly immediateActionNeeded?: boolean;
  @IsBoolean() @IsOptional() readonly immediateActionPossible?: boolean;
  @Choice(resolvabilities, { required: false }) readonly resolvability?: Resolvability;
  @CodeField({ description: 'Subject category.' }) readonly category?: string;
  @StaffIds() readonly subjects?: readonly string[];
  @Text(5000, { required: false }) readonly reason?: string;
}

/** Judges severity, complexity and impact, before assignment and again until resolution. */
export class AssessComplaint extends ComplaintRequest<AssessComplaintBody> {}

@CommandHandler(AssessComplaint)
export class AssessComplaintHandler implements ICommandHandler<AssessComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: AssessComplaint): Promise<HandledComplaint> {
    const usual = {
      complexity: 'medium',
      impact: 'medium',
      immediateActionNeeded: false,
      immediateActionPossible: false,
      resolvability: 'resolvable',
      category: null,
      subjects: [],
    } as const;
    return this.complaints.handle(number, { type: 'AssessComplaint', ...usual, ...timed(body, asking) }, body, asking);
  }
}
