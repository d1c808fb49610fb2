import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Complaints, type HandledComplaint } from '../complaints';
import { Text } from './fields';
import { ComplaintRequest, timed, TimedBody } from './request';

export class AddNoteBody extends TimedBody {
  @Text(20_000) readonly text!: string;
}

/** Writes a note for those who handle the complaint. */
export class AddNote extends ComplaintRequest<AddNoteBody> {}

@CommandHandler(AddNote)
export class AddNoteHandler implements ICommandHandler<AddNote> {
  constructor(private readonly complaints: Complaints) {}

  execute({ number, body, asking }: AddNote): Promise<HandledComplaint> {
    return this.complaints.handle(number, { type: 'AddNote', ...timed(body, asking) }, body, asking);
  }
}
