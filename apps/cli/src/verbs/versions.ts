import type { VersionKind, VersionOnRecord } from '@redress/deadlines';
import type { Engine } from '@redress/platform';
import { exitCodes, type ExitCode, Refused } from '../exit';
import type { WithEngine } from '../verb';
import { fromFile, suppliedAs } from './given-text';

interface OfKind {
  readonly kind: VersionKind;
}
interface Named extends OfKind {
  readonly what: string;
}
export interface AdoptOptions extends Named {
  readonly as?: string;
  readonly dryRun?: boolean;
  readonly approved?: boolean;
}

const verbOf = (kind: VersionKind): string => (kind === 'policy' ? 'policies' : 'calendars');
const titleIn = (text: string): string => (JSON.parse(text) as { readonly title: string }).title;

/** The newest version of each, by id. */
export const listVersions = async ({ engine, terminal }: WithEngine, { kind }: OfKind): Promise<ExitCode> => {
  const rows: string[][] = [];
  for (const id of await engine.adoptions.ids(kind)) {
    const { text, ...newest } = (await engine.adoptions.history(kind, id)).at(-1)!;
    if (terminal.json) terminal.value({ ...newest, title: titleIn(text) });
    else rows.push([id, String(newest.version), newest.adoptedAt, newest.adoptedBy.id, titleIn(text)]);
  }
  if (!terminal.json) terminal.table([['id', 'version', 'adopted', 'by', 'title'], ...rows]);
  return exitCodes.done;
};

/** `id`, the newest, or `id@version`; null where nobody adopted it. */
export const versionOnRecord = async ({ adoptions }: Engine, kind: VersionKind, what: string): Promise<VersionOnRecord | null> => {
  const [, id, version] = /^([a-z0-9-]{1,60})(?:@(\d{1,6}))?$/.exec(what) ?? [];
  const versions = id === undefined ? [] : await adoptions.history(kind, id);
  return (version === undefined ? versions.at(-1) : versions[Number(version) - 1]) ?? null;
};
export const noSuchVersion = (kind: VersionKind): string =>
  `There is no such ${kind}, or no such version; \`redress ${verbOf(kind)} list\` shows them.`;

/** One version with its exact text. */
export const showVersion = async ({ engine, terminal }: WithEngine, { kind, what }: Named): Promise<ExitCode> => {
  const found = await versionOnRecord(engine, kind, what);
  if (found === null) throw new Refused(noSuchVersion(kind));
  if (terminal.json) terminal.value(found);
  else sayVersion(found, (line) => terminal.line(line));
  return exitCodes.done;
};

const sayVersion = ({ id, version, sha256, adoptedBy, adoptedAt, text }: VersionOnRecord, say: (line: string) => void): void => {
  say(`${id} version ${version}, adopted ${adoptedAt} by ${adoptedBy.id} (${adoptedBy.role})`);
  say(`SHA-256 of its text: ${sha256}`);
  say(JSON.stringify(JSON.parse(text), null, 2));
};

/** Adopts what comes with Redress, or what a file holds. */
export const adoptVersion = async ({ engine, terminal, actor }: WithEngine, options: AdoptOptions): Promise<ExitCode> => {
  const { kind, what, approved = false, dryRun = false } = options;
  const given = suppliedAs(kind, what) ?? fromFile(kind, what);
  const id = options.as ?? given.id;
  if (dryRun) {
    const problems = await engine.adoptions.problems(kind, id, given.value);
    if (terminal.json) terminal.value({ id, problems });
    else if (problems.length === 0) terminal.line(`Nothing is wrong with it; without --dry-run it is adopted as ${id}.`);
    else problems.forEach(({ path, detail }) => terminal.line(path === '' ? detail : `${path}: ${detail}`));
    return problems.length === 0 ? exitCodes.done : exitCodes.no;
  }
  if (given.isDraft && !approved)
    throw new Refused('This is a draft: compare every day with what was announced, correct it, and adopt it with --approved.');
  const { version, sha256 } = await engine.adoptions.adopt(kind, id, given.value, { actor, now: engine.clock.now() });
  if (terminal.json) terminal.value({ id, version, sha256 });
  else terminal.line(`${id} version ${version} is adopted; what is received from now on can fall under it.`);
  return exitCodes.done;
};
