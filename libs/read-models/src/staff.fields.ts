import { type Described } from '@redress/projections';
import { moneyFields } from './dictionary/field-parts';
import type { StaffEntry } from './staff';

export const staffFields: Described<StaffEntry> = {
  id: ['text', 'Opaque id of the person.'],
  active: ['boolean', 'Works here now.'],
  team: ['text or null', 'The team now.'],
  roles: ['list', 'The roles now, as the role table names them.'],
  limit: ['object or null', 'How much they may approve; null: as much as the role may.'],
  ...moneyFields('limit'),
  name: ['sealed', 'The name as it was when the person joined.'],
};
