import { writtenNumber } from '@redress/complaints';
import { sentencesOf, wallClock } from '@redress/deadlines';
import type { Certainty, ChangedClock, ClockTally, Outcomes, WhatIf, WhatIfOne } from '@redress/what-if';
import type { Terminal } from '../terminal';
import type { TriedCalendarText, TriedText, TriedTexts } from './what-if-trial';

/** Changed verdicts that a person at a terminal is shown; a program takes all with --json. */
export const mostShown = 20;

const shown = (count: number): string => count.toLocaleString('en');

/** Which texts judged. */
export const printTried = (terminal: Terminal, { policy, calendar }: TriedTexts): void => {
  terminal.line(`policy ${textOf(policy)}`);
  terminal.line(`calendar ${textOf(calendar)}${calendar.draft ? '; a draft that nobody approved' : ''}`);
};
const textOf = ({ id, version, sha256, title }: TriedText): string =>
  `${id} (${title}), ${version === null ? 'not adopted' : `version ${version}`}, SHA-256 ${sha256}`;

/** The register: what was counted, what changed, and what nobody can know. */
export const printWhatIf = (
  terminal: Terminal,
  { asOf, from, to, totals, clocks }: WhatIf,
  changed: readonly ChangedClock[],
  calendar: TriedCalendarText,
): void => {
  const { complaints, judgedBefore } = totals;
  terminal.line(`As of ${asOf}, complaints received ${from ?? 'from the beginning'} to ${to ?? 'now'}; nothing was written`);
  terminal.line(`${shown(complaints)} complaints: ${shown(judgedBefore)} have a policy now, ${shown(complaints - judgedBefore)} have none`);
  terminal.line(outcomesOf(totals));
  for (const clock of clocks) printClock(terminal, clock, calendar);
  if (changed.length === 0) return;
  terminal.line();
  terminal.table([
    ['number', 'clock', 'now', 'then', 'due now', 'due then', 'why'],
    ...changed.map(({ number, clock, round, before, after, dueBefore, dueAfter, why }) => [
      writtenNumber(number),
      round === 1 ? clock : `${clock} (round ${round})`,
      before,
      after,
      dueBefore ?? '-',
      dueAfter ?? '-',
      why.join(', '),
    ]),
  ]);
  if (totals.changed > changed.length)
    terminal.say(`These are the first ${changed.length} of ${shown(totals.changed)}: --json lists every one, --number tells why.`);
};

const outcomesOf = ({ changed, newlyJudged, noLongerJudged }: Outcomes): string =>
  `${shown(changed)} ${changed === 1 ? 'verdict changes' : 'verdicts change'}, ${shown(newlyJudged)} ${newlyJudged === 1 ? 'is' : 'are'} given for the first time, ${shown(noLongerJudged)} no longer`;

const printClock = (terminal: Terminal, tally: ClockTally, calendar: TriedCalendarText): void => {
  terminal.line();
  terminal.line(`${tally.clock}: ${outcomesOf(tally.outcomes)}`);
  terminal.table([['  now', 'then', 'clocks'], ...tally.verdicts.map(({ before, after, count }) => [`  ${before}`, after, shown(count)])]);
  if (tally.why.length > 0) terminal.line(`  because of ${tally.why.map(({ reason, count }) => `${reason} ${shown(count)}`).join(', ')}`);
  if (tally.verdicts.some(({ before }) => before !== 'not-judged')) terminal.line(`  now: ${certaintyOf(tally.before)}`);
  terminal.line(`  then: ${certaintyOf(tally.after)}`);
  if (tally.holidaysUnknown > 0)
    terminal.line(
      `  ${shown(tally.holidaysUnknown)} counted without holidays: the calendar knows those of ${calendar.holidaysFrom} to ${calendar.holidaysUntil} only`,
    );
};

const certaintyOf = ({ metAtKnownTime, metByBounds, missedAtKnownTime, missedByBounds, cannotBeKnown }: Certainty): string =>
  [
    `met ${shown(metAtKnownTime)} at a known time and ${shown(metByBounds)} by its bounds`,
    `missed ${shown(missedAtKnownTime)} and ${shown(missedByBounds)}`,
    `${shown(cannotBeKnown)} cannot be known`,
  ].join('; ');

/** One complaint: why each verdict is another one, then every clock as it stands and as it would. */
export const printOne = (terminal: Terminal, answer: WhatIfOne, timeZone: string): void => {
  const { number, asOf, judgedBefore, before, after, changed } = answer;
  terminal.line(`${writtenNumber(number)}, as of ${wallClock(timeZone, asOf)} ${timeZone}; nothing was written`);
  if (changed.length === 0) terminal.line('No verdict changes.');
  for (const { sentence } of changed) terminal.line(sentence);
  terminal.line();
  terminal.line('Now:');
  if (!judgedBefore) terminal.line('No policy is pinned, so no clock runs; an imported complaint gets one with its first command.');
  for (const clock of before) sentencesOf(clock).forEach((line) => terminal.line(line));
  terminal.line();
  terminal.line('Under this policy:');
  if (after.length === 0) terminal.line('No clock begins.');
  for (const clock of after) sentencesOf(clock).forEach((line) => terminal.line(line));
};
