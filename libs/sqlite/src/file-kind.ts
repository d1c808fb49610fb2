/**
 * What a file of ours holds. `mark` is four ASCII letters in the file's header; `version` that of its schema, which `schema` makes.
 * `pageBytes` is 16,384 unless told otherwise, which scans fastest. A commit writes every page that it touched whole, so small pages are
 * for files whose rows are written a few at a time, here and there.
 */
export interface FileKind {
  readonly name: string;
  readonly mark: string;
  readonly version: number;
  readonly schema: string;
  readonly pageBytes?: 4_096 | 8_192 | 16_384;
}

/** Why a file is not opened: it is not there, not ours, from another version, damaged, or does not keep what we ask of it. */
export type Refusal = 'missing' | 'not-ours' | 'newer' | 'older' | 'damaged' | 'settings';

/** A file that must not be opened, and what to do about it. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  constructor(
    readonly reason: Refusal,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** The mark as SQLite keeps it: `application_id`, a 32-bit number. */
export const applicationId = ({ mark }: FileKind): number => {
  const bytes = Buffer.from(mark, 'latin1');
  if (bytes.length !== 4) throw new Error(`The mark of ${mark} has ${bytes.length} letters; four are needed.`);
  return bytes.readInt32BE();
};
