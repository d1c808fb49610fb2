import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type ExternalOutcome, externalOutcomes } from '../domain/complaint.words';
import { Choice, CodeField, Nested, Text } from './fields';
import { MoneyBody } from './nested-bodies';
import { ComplaintRequest, timed, TimedBody } from './request';

export class RecordExternalDecisionBody extends TimedBody {
  @CodeField({ required: true, description: 'Which body.' }) readonly body!: string;
  @Choice(externalOutcomes) readonly outcome!: ExternalOutcome;
  @Nested(() => MoneyBody) readonly amount?: MoneyBody;
  @Text(20_000, { required: false }) readonly text?: string;
}

/** Records what a body decided to which it was referred. */
export class RecordExternalDecision extends ComplaintRequest<RecordExternalDecisionBody> {}

@CommandHandler(RecordExternalDecision)
export class RecordExternalDecisionHandler implements ICommandHandler<RecordExternalDecision> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: RecordExternalDecision): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'RecordExternalDecision', amount: null, ...timed(body, asking) }, body, asking);
  }
}
