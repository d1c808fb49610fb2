import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Verb } from '../verb';
import type { DraftOptions, ImportOptions } from './calendar-drafts';
import type { AdoptOptions } from './versions';

const year = (text: string): number => {
  if (!/^(19|20|21)\d{2}$/.test(text)) throw new InvalidArgumentError('a year such as 2026 is expected.');
  return Number(text);
};

type Adopting = Omit<AdoptOptions, 'kind' | 'what'>;
const adoption = (command: Command, what: string): Command =>
  command
    .command('adopt')
    .description('puts it in force as the next version of its id; the same text again adopts nothing')
    .argument('<name|file>', what)
    .option('--as <id>', 'under this id; by default the name, or that of the file')
    .option('--dry-run', 'say everything that is wrong with it, and adopt nothing; exit 3 when something is');

/** Where an organisation works on which days, for what lists only holidays. */
const week = (command: Command): Command =>
  command
    .requiredOption('--time-zone <zone>', 'where its days begin and end (IANA name)')
    .option('--hours <from-to>', 'working time of a day that is not of the weekend', '09:00-17:00')
    .option('--weekend <days>', 'days of the week on which nobody works', 'saturday,sunday');

const policies: Verb = {
  name: 'policies',
  operation: 'ReadPolicies',
  add: (program, lent) => {
    const list = () => lent.run({ kind: 'policy' as const }, async () => (await import('./versions.js')).listVersions);
    const policies = program
      .command('policies')
      .description('what the organisation promises: who adopted which version, and when')
      .action(list);
    policies.command('list').description('the newest version of each').action(list);
    policies
      .command('show')
      .description('a version, who adopted it and when, with its exact text')
      .argument('<id[@version]>', 'the newest where no version is named')
      .action((what: string) => lent.run({ kind: 'policy' as const, what }, async () => (await import('./versions.js')).showVersion));
    policies
      .command('presets')
      .description('policies after published rules, that come with Redress; nothing of them is in force before it is adopted')
      .argument('[id]', 'its text, to be changed and adopted')
      .action((id: string | undefined) =>
        lent.run({ kind: 'policy' as const, ...(id !== undefined && { id }) }, async () => (await import('./supplied.js')).supplied),
      );
    adoption(policies, 'a preset, or a file').action((what: string, options: Adopting) =>
      lent.run({ kind: 'policy' as const, what, ...options }, async () => (await import('./versions.js')).adoptVersion),
    );
  },
};

const calendars: Verb = {
  name: 'calendars',
  operation: 'ReadPolicies',
  add: (program, lent) => {
    const list = () => lent.run({ kind: 'calendar' as const }, async () => (await import('./versions.js')).listVersions);
    const calendars = program
      .command('calendars')
      .description('when the organisation works: who adopted which version, and when')
      .action(list);
    calendars.command('list').description('the newest version of each').action(list);
    calendars
      .command('show')
      .description('a version, who adopted it and when, with its exact text')
      .argument('<id[@version]>', 'the newest where no version is named')
      .action((what: string) => lent.run({ kind: 'calendar' as const, what }, async () => (await import('./versions.js')).showVersion));
    calendars
      .command('published')
      .description('calendars that come with Redress; nothing of them counts before it is adopted')
      .argument('[id]', 'its text, to be changed and adopted')
      .action((id: string | undefined) =>
        lent.run({ kind: 'calendar' as const, ...(id !== undefined && { id }) }, async () => (await import('./supplied.js')).supplied),
      );
    adoption(calendars, 'a published calendar, or a file')
      .option('--approved', 'I compared every day of this draft with what was announced')
      .action((what: string, options: Adopting) =>
        lent.run({ kind: 'calendar' as const, what, ...options }, async () => (await import('./versions.js')).adoptVersion),
      );
    week(
      calendars
        .command('draft')
        .description('prints a draft with the public holidays of a country as date-holidays computes them')
        .requiredOption('--country <code>', 'as in IE')
        .option('--region <code>', 'as in ENG')
        .requiredOption('--from <year>', 'first year', year)
        .requiredOption('--to <year>', 'last year', year),
    ).action((options: DraftOptions) => lent.run(options, async () => (await import('./calendar-drafts.js')).draftVerb));
    week(
      calendars
        .command('import')
        .description('prints a draft with the holidays of an iCalendar or CSV file; a line that is not understood refuses the whole')
        .argument('<file>', '.ics or .csv')
        .requiredOption('--title <text>', 'what the calendar is called')
        .requiredOption('--source <text>', 'who announced the holidays, and where')
        .option('--from <year>', 'first year of what comes back every year', year)
        .option('--to <year>', 'last year of what comes back every year', year),
    )
      .addOption(
        new Option('--calendar <calendar>', 'in which the days of a CSV file are written')
          .choices(['gregorian', 'jalali'])
          .default('gregorian'),
      )
      .action((file: string, options: Omit<ImportOptions, 'file'>) =>
        lent.run({ file, ...options }, async () => (await import('./calendar-drafts.js')).importCalendarVerb),
      );
  },
};

/** What stands in streams of its own beside the complaints. */
export const versionVerbs: readonly Verb[] = [policies, calendars];
