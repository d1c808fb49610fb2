import type { Document } from 'mongodb';

const codeNames = {
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  CursorNotFound: 43,
  NamespaceExists: 48,
  CommandNotFound: 59,
  WriteConcernTimeout: 64,
  ImmutableField: 66,
  IndexOptionsConflict: 85,
  WriteConflict: 112,
  TransactionTooOld: 225,
  SnapshotTooOld: 239,
  SnapshotUnavailable: 246,
  NoSuchTransaction: 251,
  OperationNotSupportedInTransaction: 263,
  NotWritablePrimary: 10107,
  DuplicateKey: 11000,
  IDLUnknownField: 40415,
} as const;
type CodeName = keyof typeof codeNames;

/** After these a transaction may be tried again from its beginning. */
const transient: readonly CodeName[] = ['WriteConflict', 'SnapshotUnavailable', 'NoSuchTransaction', 'NotWritablePrimary'];

/** An error as a server answers it, with code and name of its error code reference. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  constructor(
    readonly codeName: CodeName,
    message: string,
    readonly labels: readonly string[] = [],
  ) {
    super(message);
  }

  get code(): number {
    return codeNames[this.codeName];
  }

  answer(place: { readonly isInTransaction: boolean; readonly isRetryable: boolean }): Document {
    const labels = new Set(this.labels);
    if (place.isInTransaction && transient.includes(this.codeName)) labels.add('TransientTransactionError');
    if (place.isRetryable && this.codeName === 'NotWritablePrimary') labels.add('RetryableWriteError');
    return {
      ok: 0,
      errmsg: this.message,
      code: this.code,
      codeName: this.codeName,
      ...(labels.size > 0 && { errorLabels: [...labels] }),
    };
  }
}

/** Of a command, option, operator or stage that the published reference may have, but this double has not. */
export const notPlayed = (what: string): ServerError => new ServerError('FailedToParse', `The double does not play ${what}.`);

/** Refuses what a document of a command holds beside the fields that are played. */
export const refuseOthers = (where: string, given: object, played: readonly string[]): void => {
  const other = Object.keys(given).find((field) => !played.includes(field));
  if (other !== undefined) throw new ServerError('IDLUnknownField', `BSON field '${where}.${other}' is an unknown field to the double.`);
};
