import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type SatisfactionWay, satisfactionWays, type Score, scores } from '../domain/complaint.words';
import { Choice, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class RecordSatisfactionBody extends TimedBody {
  @Choice(scores, { description: 'From 1, very dissatisfied, to 5, very satisfied.' }) readonly score!: Score;
  @Choice(satisfactionWays, { description: 'How that was learned.' }) readonly obtainedBy!: SatisfactionWay;
  @Text(5000, { required: false }) readonly comment?: string;
}

/** Records how satisfied the complainant is with what came of it. */
export class RecordSatisfaction extends ComplaintRequest<RecordSatisfactionBody> {}

@CommandHandler(RecordSatisfaction)
export class RecordSatisfactionHandler implements ICommandHandler<RecordSatisfaction> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: RecordSatisfaction): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'RecordSatisfaction', ...timed(body, asking) }, body, asking);
  }
}
