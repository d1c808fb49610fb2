import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { parties, type Party, type RemedyKind, remedyKinds } from '../domain/complaint.words';
import { Choice, Nested, Text } from './fields';
import { MoneyBody } from './nested-bodies';
import { ComplaintRequest, timed, TimedBody } from './request';

export class ProposeRemedyBody extends TimedBody {
  @Choice(remedyKinds) readonly kind!: RemedyKind;
  @Choice(parties, { required: false, description: 'Who proposes it; the organisation where it is left out.' }) readonly proposedBy?: Party;
  @Nested(() => MoneyBody) readonly amount?: MoneyBody;
  @Nested(() => MoneyBody) readonly complainantEstimate?: MoneyBody;
  @Nested(() => MoneyBody) readonly organisationEstimate?: MoneyBody;
  @Text(10_000, { required: false }) readonly description?: string;
}

/** Proposes a remedy, from either side; the answer of the case names its number. */
export class ProposeRemedy extends ComplaintRequest<ProposeRemedyBody> {}

@CommandHandler(ProposeRemedy)
export class ProposeRemedyHandler implements ICommandHandler<ProposeRemedy> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ProposeRemedy): Promise<HandledComplaint> {
    const usual = { proposedBy: 'organisation', amount: null, complainantEstimate: null, organisationEstimate: null } as const;
    return this.complaints.handle(number, { type: 'ProposeRemedy', ...usual, ...timed(body, asking) }, body, asking);
  }
}
