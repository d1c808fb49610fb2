import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels, type FollowUpOutcome, followUpOutcomes } from '../domain/complaint.words';
import { Choice, Text, Whole } from './fields';
import { ComplaintRequest, letterOf, timed, TimedBody } from './request';

export class FollowUpComplaintBody extends TimedBody {
  @Choice(followUpOutcomes) readonly outcome!: FollowUpOutcome;
  @Choice(channels, { required: false }) readonly channel?: Channel;
  @Text(20_000, { required: false, description: 'The message as it was sent: it must hold number, summary and remedy. Stored sealed.' })
  readonly text?: string;
  @Whole(1, 5, { required: false, description: '1 very dissatisfied … 5 very satisfied.' }) readonly score?: number;
  @Text(10_000, { required: false }) readonly comment?: string;
}

/** Asks whether the resolution worked. */
export class FollowUpComplaint extends ComplaintRequest<FollowUpComplaintBody> {}

@CommandHandler(FollowUpComplaint)
export class FollowUpComplaintHandler implements ICommandHandler<FollowUpComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: FollowUpComplaint): Promise<HandledComplaint> {
    const { text, ...rest } = timed(body, asking);
    const letter = text === undefined ? null : letterOf(text);
    return this.complaints.handle(number, { type: 'FollowUpComplaint', channel: null, score: null, ...rest, letter }, body, asking);
  }
}
