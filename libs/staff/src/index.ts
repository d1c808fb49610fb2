export { type StaffCommand, staffDecider, type StaffEvent, type StaffMember, staffCategory, staffStream } from './domain/staff';
export { staffCodec } from './storage/staff.codec';
export { Staff } from './staff';
