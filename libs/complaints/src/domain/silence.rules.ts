import type { CommandOf } from './complaint.commands';
import type { SilenceFacts } from './complaint.facts';
import type { Rule } from './rule';

type Warn = Rule<CommandOf<'WarnOfClosing'>>;
/** Judged only where there is a silence that could end it. */
const ofSilence = (
  code: string,
  detail: string,
  broken: (silence: SilenceFacts, command: CommandOf<'WarnOfClosing'>) => boolean,
): Warn => ({
  code,
  detail,
  broken: (command, _complaint, { facts: { silence } }) => silence !== null && broken(silence, command),
});

/** Nobody's complaint ends by silence who was not told so, in time and with the day. */
export const warningRules: readonly Warn[] = [
  {
    code: 'silence.none',
    detail: 'Nobody waits for the complainant, or the policy closes nothing because of silence; there is nothing to warn of.',
    broken: (_command, _complaint, { facts: { silence } }) => silence === null,
  },
  ofSilence(
    'warning.too-early',
    'The policy gives the complainant more time before they are warned; wait.',
    ({ warnFrom }, { at }) => at < warnFrom,
  ),
  ofSilence('warning.given-already', 'They were warned and have said nothing since; it closes by itself.', ({ warned }) => warned !== null),
  ofSilence(
    'warning.without-date',
    'The warning does not hold the day on which it will be closed; add it to the text.',
    ({ tellsDay }) => tellsDay === false,
  ),
];
