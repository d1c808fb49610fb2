export { accessCategory, accessCodec, type AccessEvent, AccessLog, accessStream } from './access-log';
export { ApiKeys, type NewApiKey, prefixOf, type ShownApiKey } from './api-keys';
export { may, NotAllowed, type Operation, type OtherOperation, owns, refuseUnlessMay, roleTable } from './role-table';
