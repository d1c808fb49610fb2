import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { CodeField, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class SeparatePartBody extends TimedBody {
  @CodeField({ description: 'What this part is about, where that is not what the rest is about.' }) readonly product?: string;
  @CodeField({ description: 'Subject category.' }) readonly category?: string;
  @CodeField() readonly segment?: string;
  @CodeField() readonly region?: string;
  @Text(2000, { description: 'Which part of the complaint it is, and why it is answered by itself; stored sealed.' })
  readonly reason!: string;
}

/** Separates a part that falls under another policy than the rest: it has clocks of its own, and is answered by itself. */
export class SeparatePart extends ComplaintRequest<SeparatePartBody> {}

@CommandHandler(SeparatePart)
export class SeparatePartHandler implements ICommandHandler<SeparatePart> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: SeparatePart): Promise<HandledComplaint> {
    const usual = { product: null, category: null, segment: null, region: null };
    return this.complaints.handle(number, { type: 'SeparatePart', ...usual, ...timed(body, asking) }, body, asking);
  }
}
