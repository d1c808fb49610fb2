import type * as Sqlite from '@photostructure/sqlite';
import { createRequire } from 'node:module';

export type Driver = Pick<typeof Sqlite, 'DatabaseSync'>;
export type Database = Sqlite.DatabaseSyncInstance;
export type Statement = Sqlite.StatementSyncInstance;

/** Older engines may lose or damage a WAL file that several connections use (the WAL-reset fault, repaired in 3.51.3). */
export const oldestEngine = '3.51.3';

/** Is a version, as 3.51.3 is written, new enough to be trusted with the register? */
export const isTrusted = (version: string | undefined): boolean =>
  version !== undefined && version.localeCompare(oldestEngine, 'en', { numeric: true }) >= 0;

/** The one driver: SQLite as this Node brings it where it is new enough, else the same API from a package that brings a newer one. */
export const driver: Driver = isTrusted(process.versions.sqlite)
  ? (process.getBuiltinModule('node:sqlite') as unknown as Driver)
  : (createRequire(__filename)('@photostructure/sqlite') as Driver);
