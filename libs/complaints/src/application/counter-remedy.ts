import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { parties, type Party } from '../domain/complaint.words';
import { Choice, Nested, Text, Whole } from './fields';
import { MoneyBody } from './nested-bodies';
import { ComplaintRequest, timed, TimedBody } from './request';

export class CounterRemedyBody extends TimedBody {
  @Whole(1, 1000) readonly remedy!: number;
  @Choice(parties, { required: false, description: 'Who counters it; the complainant where it is left out.' }) readonly counteredBy?: Party;
  @Nested(() => MoneyBody) readonly amount?: MoneyBody;
  @Nested(() => MoneyBody) readonly complainantEstimate?: MoneyBody;
  @Nested(() => MoneyBody) readonly organisationEstimate?: MoneyBody;
  @Text(10_000, { required: false }) readonly description?: string;
}

/** Proposes something else instead of what stands; the other side does so, and what it says stands from then on. */
export class CounterRemedy extends ComplaintRequest<CounterRemedyBody> {}

@CommandHandler(CounterRemedy)
export class CounterRemedyHandler implements ICommandHandler<CounterRemedy> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: CounterRemedy): Promise<HandledComplaint> {
    const usual = { counteredBy: 'complainant', amount: null, complainantEstimate: null, organisationEstimate: null } as const;
    return this.complaints.handle(number, { type: 'CounterRemedy', ...usual, ...timed(body, asking) }, body, asking);
  }
}
