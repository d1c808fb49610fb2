import { complaintCodec, type ComplaintEvent } from '@redress/complaints';
import { type DomainEvent, uuidOf } from '@redress/kernel';
import { noVersions, type Projection, Projector, ServedReadModel, SqliteDocumentStore, viewsFile } from '@redress/projections';
import { SqliteFile } from '@redress/sqlite';
import { staffCodec } from '@redress/staff';
import { InMemoryEventStore } from '@redress/testing';
import { auditTrail } from '../audit-trail/audit-trail';
import { type Case, caseFile } from '../case';
import { queue, type QueueEntry } from '../queue';
import { staff, type StaffEntry } from '../staff';
import { statistics } from '../statistics/statistics';
import { leyla, recordedAt, versions } from '../told.spec-support';
import type { ReadModels } from './read-models';

/** Streams by name; every read model folds them as the projector does, into SQLite in memory. */
export const registerOf = async (
  streams: Readonly<Record<string, readonly DomainEvent[]>>,
): Promise<{ readonly readModels: ReadModels; readonly close: () => void }> => {
  const log = new InMemoryEventStore();
  for (const [stream, events] of Object.entries(streams)) {
    const told = events.map(({ type, data }, n) => ({
      id: uuidOf(stream, String(n)),
      type,
      data: JSON.stringify(data),
      metadata: JSON.stringify({ schema: 1, recordedAt: recordedAt(n), actor: leyla }),
    }));
    await log.append(stream, told, 'no-stream');
  }
  const file = new SqliteFile(':memory:', viewsFile);
  const documents = new SqliteDocumentStore(file);
  const common = { categories: ['complaint-', 'staff-'], versionCategories: [], build: 'test' };
  const known = { ...versions, ...noVersions };
  const ofComplaints = <D extends object, R extends object>(projection: Projection<ComplaintEvent, D, R, typeof known>) =>
    new Projector({ ...common, projection, codec: complaintCodec, versions: known }, log, documents);
  const ofStaff = new Projector({ ...common, projection: staff, codec: staffCodec, versions: noVersions }, log, documents);
  const all = [ofComplaints(queue), ofComplaints(caseFile), ofComplaints(auditTrail), ofComplaints(statistics), ofStaff];
  for (const projector of all) await projector.catchUp();
  const readModels: ReadModels = {
    queue: new ServedReadModel<QueueEntry>(queue, documents),
    case: new ServedReadModel<Case>(caseFile, documents),
    auditTrail: new ServedReadModel<object>(auditTrail, documents),
    statistics: new ServedReadModel<object>(statistics, documents),
    staff: new ServedReadModel<StaffEntry>(staff, documents),
  };
  return { readModels, close: () => file.close() };
};
