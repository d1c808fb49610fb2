import type { CommandOf } from '../complaint.commands';
import { isPersonalPath } from '../complaint.corrections';
import type { ComplaintEvent } from '../complaint.events';
import { type Facts, type Follows, sealed, without } from './follows';

const corrected = (command: CommandOf<'CorrectComplaint'>, { facts: { correction } }: Facts): readonly ComplaintEvent[] => {
  if (correction === null || typeof correction === 'string' || correction.same) return [];
  const { at, revision, path, value, ...personal } = without(command);
  const about = { at, revision, of: correction.of, path, source: null, personal };
  if (isPersonalPath(path)) return [{ type: 'CorrectionRecorded', data: { ...about, corrected: correction.part! } }];
  return [{ type: 'CorrectionRecorded', data: { ...about, from: correction.now, to: value } }];
};

/** What is said about the record itself. */
export const fromRecord: Follows<'AddNote' | 'LinkDuplicate' | 'LinkCause' | 'CorrectComplaint'> = {
  AddNote: (command) => {
    const { at, ...personal } = without(command);
    return [{ type: 'NoteAdded', data: { at, personal } }];
  },
  LinkDuplicate: (command, { duplicates }) => {
    const { at, of, ...personal } = without(command);
    return duplicates.includes(of) ? [] : [{ type: 'LinkedToDuplicate', data: { at, of, ...sealed(personal) } }];
  },
  LinkCause: (command, { causes }) => {
    const { at, cause, ...personal } = without(command);
    return causes.includes(cause) ? [] : [{ type: 'LinkedToCause', data: { at, cause, ...sealed(personal) } }];
  },
  CorrectComplaint: (command, _complaint, known) => corrected(command, known),
};
