import { type Described } from '@redress/projections';
import { moneyFields } from './dictionary/field-parts';
import type { StaffEntry } from './staff';

export const staffFields: Described<StaffEntry> = {
  id: ['text', 'Opaque id of the person.'],
  active: ['boolean', 'Works here now.'],
  leftAt: ['instant or null', 'When they left; null while they work here.'],
  team: ['text or null', 'The team now.'],
  roles: ['list', 'The roles now, as the role table names them.'],
  limit: ['object or null', 'How much they may approve; null: as much as the role may.'],
  ...moneyFields('limit'),
  competences: ['list', 'What they may be trusted with.'],
  'competences[].competence': ['text', 'Which competence.'],
  'competences[].from': ['day', 'The first day on which it holds.'],
  'competences[].to': ['day or null', 'The last such day; null where it holds until it is withdrawn.'],
  absences: ['list', 'When they are not here; cancelled ones are left away.'],
  'absences[].absence': ['integer', 'Which one, from 1.', 'number of an absence of this person'],
  'absences[].from': ['day', 'The first day.'],
  'absences[].to': ['day or null', 'The last day; null where it lasts until it is cancelled.'],
  name: ['sealed', 'The name as it was when the person joined.'],
};
