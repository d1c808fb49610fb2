import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { CodeField, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class ReferExternallyBody extends TimedBody {
  @CodeField({ required: true, description: 'Which body.' }) readonly body!: string;
  @Text(500, { required: false, description: 'Their reference; stored sealed.' }) readonly reference?: string;
}

/** Records that it went to somebody outside, such as an ombudsman. */
export class ReferExternally extends ComplaintRequest<ReferExternallyBody> {}

@CommandHandler(ReferExternally)
export class ReferExternallyHandler implements ICommandHandler<ReferExternally> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: ReferExternally): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'ReferExternally', ...timed(body, asking) }, body, asking);
  }
}
