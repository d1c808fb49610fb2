export {
  type Absence,
  type Competence,
  competencesOn,
  isAbsentOn,
  type StaffCommand,
  staffDecider,
  type StaffEvent,
  type StaffMember,
  staffCategory,
  staffStream,
} from './domain/staff';
export { staffCodec } from './storage/staff.codec';
export { Staff } from './staff';
