import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { interviewed, type Interviewed } from '../domain/complaint.words';
import { Choice, StaffIdField, Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class RecordInterviewBody extends TimedBody {
  @Choice(interviewed, { description: 'Who was asked.' }) readonly with!: Interviewed;
  @StaffIdField({ required: false, description: 'Whom of the staff; for others it is left out.' }) readonly staffId?: string;
  @Text(20_000, { description: 'What was said; stored sealed.' }) readonly text!: string;
}

/** Records what somebody said who was asked about it. */
export class RecordInterview extends ComplaintRequest<RecordInterviewBody> {}

@CommandHandler(RecordInterview)
export class RecordInterviewHandler implements ICommandHandler<RecordInterview> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: RecordInterview): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'RecordInterview', staffId: null, ...timed(body, asking) }, body, asking);
  }
}
