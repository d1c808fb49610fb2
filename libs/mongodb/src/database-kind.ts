/** What a database of ours is for; its marker says it to whoever opens it. */
export interface DatabaseKind {
  readonly name: string;
  /** Stands in the marker. */
  readonly mark: string;
  /** Of its collections; a newer one is not opened. */
  readonly version: number;
}

export type Refusal = 'setting' | 'unreachable' | 'password' | 'rights' | 'no replica set' | 'too old' | 'foreign' | 'newer';

/** The database cannot be used as it is; the message says what to do. It names hosts and the database, never a password. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
  constructor(
    readonly reason: Refusal,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
