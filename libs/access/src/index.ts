export { accessCategory, accessCodec, type AccessEvent, AccessLog, accessStream } from './access-log';
export { may, NotAllowed, type Operation, type OtherOperation, owns, refuseUnlessMay, roleTable } from './role-table';
