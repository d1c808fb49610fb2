import {
  preset,
  presetIds,
  publishedCalendar,
  publishedCalendarIds,
  type Calendar,
  type Policy,
  type VersionKind,
} from '@redress/deadlines';
import { exitCodes, type ExitCode, Refused } from '../exit';
import type { WithEngine } from '../verb';

interface Supplied {
  readonly id: string;
  readonly draft: boolean;
  readonly notes: readonly string[];
  readonly text: Policy | Calendar;
}

const suppliedOf = (kind: VersionKind): readonly Supplied[] =>
  kind === 'policy'
    ? presetIds.map(preset).map(({ id, notes, text }) => ({ id, draft: false, notes, text }))
    : publishedCalendarIds.map(publishedCalendar).map(({ id, draft = false, notes, calendar }) => ({ id, draft, notes, text: calendar }));

/** What comes with Redress, ready to be looked at, changed and adopted; with an id its text, as a file holds it. */
export const supplied = async (
  { terminal }: WithEngine,
  { kind, id }: { readonly kind: VersionKind; readonly id?: string },
): Promise<ExitCode> => {
  const all = suppliedOf(kind);
  const some = id === undefined ? all : all.filter((each) => each.id === id);
  if (some.length === 0) throw new Refused(`There is none of that name; there are ${all.map((each) => each.id).join(', ')}.`);
  if (terminal.json) some.forEach((each) => terminal.value(each));
  else if (id !== undefined) terminal.line(fileOf(some[0]!));
  else terminal.table([['id', 'title'], ...some.map(({ id: name, draft, text }) => [name, `${text.title}${draft ? ' (a draft)' : ''}`])]);
  return exitCodes.done;
};

/** A draft stays one until a person approves it. */
const fileOf = ({ draft, text }: Supplied): string => JSON.stringify(draft ? { draft: true, calendar: text } : text, null, 2);
