import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { IsOptional, MaxLength } from 'class-validator';
import { type Channel, channels } from '../domain/complaint.words';
import { Choice, Text } from './fields';
import { ComplaintRequest, letterOf, timed, TimedBody } from './request';

export class CommunicateDecisionBody extends TimedBody {
  @Choice(channels) readonly channel!: Channel;
  @Text(20_000, { description: 'The decision as it was sent or said; stored sealed.' }) readonly text!: string;
  @MaxLength(20_000) @IsOptional() readonly reasons?: string;
  @MaxLength(10_000) @IsOptional() readonly recourse?: string;
}

/** Tells the complainant the decision, its reasons, and where else to turn; before the complaint can be resolved. */
export class CommunicateDecision extends ComplaintRequest<CommunicateDecisionBody> {}

@CommandHandler(CommunicateDecision)
export class CommunicateDecisionHandler implements ICommandHandler<CommunicateDecision> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: CommunicateDecision): Promise<HandledComplaint> {
    const { text, reasons = '', recourse = '', ...rest } = timed(body, asking);
    return this.complaints.handle(
      number,
      { type: 'CommunicateDecision', ...rest, reasons, recourse, letter: letterOf(text) },
      body,
      asking,
    );
  }
}
