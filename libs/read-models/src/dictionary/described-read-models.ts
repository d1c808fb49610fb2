import type { Fields } from '@redress/projections';
import { auditTrail } from '../audit-trail/audit-trail';
import { auditedFields, auditRowFields } from '../audit-trail/audit-trail.fields';
import { caseFile } from '../case';
import { caseFields, caseRowFields } from '../case.fields';
import { queue } from '../queue';
import { queueFields } from '../queue.fields';
import { staff } from '../staff';
import { staffFields } from '../staff.fields';
import { statistics } from '../statistics/statistics';
import { countedFields } from '../statistics/statistics.fields';

type ReadModel = typeof queue | typeof caseFile | typeof auditTrail | typeof statistics | typeof staff;

/** A read model, in words for people who read it with other tools. */
export interface DescribedReadModel {
  readonly projection: ReadModel;
  readonly document: string;
  readonly fields: Fields;
  /** null: it has none. */
  readonly row: string | null;
  readonly rowFields: Fields;
  /** Does each generation have counters? */
  readonly counts: boolean;
}

const without = { row: null, rowFields: {}, counts: false };

/** In the order in which they are printed. */
export const describedReadModels: readonly DescribedReadModel[] = [
  { ...without, projection: queue, document: 'a complaint, with what must be done next; closed ones stay', fields: queueFields },
  {
    projection: caseFile,
    document: 'a complaint as an agent reads it',
    fields: caseFields,
    row: 'a note, a piece of evidence, or a correction of one',
    rowFields: caseRowFields,
    counts: false,
  },
  {
    projection: auditTrail,
    document: 'a complaint, by the facts whose changes the rows tell',
    fields: auditedFields,
    row: 'an event, as an auditor reads it',
    rowFields: auditRowFields,
    counts: false,
  },
  {
    ...without,
    projection: statistics,
    document: 'a complaint, by what is counted of it; other feedback has none',
    fields: countedFields,
    counts: true,
  },
  { ...without, projection: staff, document: 'a person who works here or once did', fields: staffFields },
];
