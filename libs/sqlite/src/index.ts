export { SqliteFile, type Row, type Value } from './sqlite-file';
export { type FileKind, FileRefused, type Refusal } from './file-kind';
export { type Durability, type OpenOptions } from './opening';
export { type FailureKind, SqliteFailure } from './sqlite-failure';
