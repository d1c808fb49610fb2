/** A list was asked for that this generation has no index for: the declaration changed without a new version. */
export class UndeclaredIndex extends Error {
  override readonly name = 'UndeclaredIndex';
  constructor(what: string) {
    super(`This generation keeps no index with ${what}; declare it and rebuild the read model.`);
  }
}
