export { type StaffCommand, staffDecider, type StaffEvent, type StaffMember, staffStream } from './domain/staff';
export { staffCodec } from './storage/staff.codec';
export { Staff } from './staff';
