import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { Nested, Sha256Field, Text, Whole } from './fields';
import { MoneyBody } from './nested-bodies';
import { ComplaintRequest, timed, TimedBody } from './request';

export class ImplementRemedyBody extends TimedBody {
  @Whole(1, 1000) readonly remedy!: number;
  @Nested(() => MoneyBody) readonly paid?: MoneyBody;
  @Sha256Field({ description: 'SHA-256 of the proof.' }) readonly proof?: string;
  @Text(10_000, { required: false }) readonly description?: string;
}

/** Records that a remedy was given, with its proof. */
export class ImplementRemedy extends ComplaintRequest<ImplementRemedyBody> {}

@CommandHandler(ImplementRemedy)
export class ImplementRemedyHandler implements ICommandHandler<ImplementRemedy> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ImplementRemedy): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'ImplementRemedy', paid: null, proof: null, ...timed(body, asking) }, body, asking);
  }
}
