export { NotARegister } from './not-a-register';
export { type ColumnName, type Columns, fullExport } from './cfpb/columns';
export { readRegister, type Register, type RegisterRow, type Rejected } from './cfpb/read-register';
export { type CfpbRow, cfpbRow, isRejected, type NamedValue } from './cfpb/cfpb-row';
export { type Response } from './cfpb/values';
export { clearTextOf, importCommandId, importNumbersToTry, Occurrences, organisation, register, sameOf } from './cfpb/identity';
export { importCfpb, type Importing, type ImportReport } from './cfpb/import-cfpb';
export { BulkWriter, type Stopwatch, type Write } from './bulk-writer';
