import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { IsOptional, MaxLength } from 'class-validator';
import { type Channel, channels } from '../domain/complaint.words';
import { mostParts } from '../domain/part.rules';
import { Choice, Text, Whole } from './fields';
import { ComplaintRequest, letterOf, timed, TimedBody } from './request';

export class AnswerPartBody extends TimedBody {
  @Whole(1, mostParts, { description: 'Which part, from 1.' }) readonly part!: number;
  @Choice(channels) readonly channel!: Channel;
  @Text(20_000, { description: 'The answer to this part as it was sent or said; stored sealed.' }) readonly text!: string;
  @MaxLength(20_000) @IsOptional() readonly reasons?: string;
  @MaxLength(10_000) @IsOptional() readonly recourse?: string;
}

/** Tells the complainant the final answer to a part that was separated; before the complaint can be resolved. */
export class AnswerPart extends ComplaintRequest<AnswerPartBody> {}

@CommandHandler(AnswerPart)
export class AnswerPartHandler implements ICommandHandler<AnswerPart> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: AnswerPart): Promise<HandledComplaint> {
    const { text, reasons = '', recourse = '', ...rest } = timed(body, asking);
    return this.complaints.handle(number, { type: 'AnswerPart', ...rest, reasons, recourse, letter: letterOf(text) }, body, asking);
  }
}
