import { accessCategory } from '@redress/access';
import { complaintCategory, complaintCodec, type ComplaintEvent } from '@redress/complaints';
import { versionCategories, type Versions } from '@redress/deadlines';
import type { EventStore } from '@redress/event-store';
import {
  type AnyProjector,
  type DocumentStore,
  noVersions,
  type Projection,
  Projector,
  type ProjectorOptions,
  Projectors,
  type ProjectorsOptions,
  ServedReadModel,
} from '@redress/projections';
import {
  auditTrail,
  type Case,
  caseFile,
  queue,
  type QueueEntry,
  type ReadModels,
  staff,
  type StaffEntry,
  statistics,
} from '@redress/read-models';
import { staffCategory, staffCodec } from '@redress/staff';

/** Every category of streams that this build knows; a stream of any other parks. */
export const categories: readonly string[] = [complaintCategory, staffCategory, accessCategory, ...versionCategories];

/** What could not be folded by one build is tried again by the next. */
export const build = '0.1.0';

interface Sources {
  readonly events: EventStore;
  readonly documents: DocumentStore;
  readonly versions: Versions;
}

/** How the projectors of one process work. */
export type ProjectingOptions = ProjectorOptions & ProjectorsOptions;

/** Feeds every read model from one reading of the log. */
export const projectorsOf = ({ events, documents, versions }: Sources, options: ProjectingOptions = {}): Projectors => {
  const common = { categories, versionCategories, build };
  const ofComplaints = <Doc extends object, Row extends object>(projection: Projection<ComplaintEvent, Doc, Row, Versions>): AnyProjector =>
    new Projector({ ...common, projection, codec: complaintCodec, versions }, events, documents, options);
  const ofStaff = new Projector({ ...common, projection: staff, codec: staffCodec, versions: noVersions }, events, documents, options);
  return new Projectors(
    [ofComplaints(queue), ofComplaints(caseFile), ofComplaints(auditTrail), ofComplaints(statistics), ofStaff],
    events,
    documents,
    options,
  );
};

/** The reading side of each read model. */
export const readModelsOf = (documents: DocumentStore): ReadModels => ({
  queue: new ServedReadModel<QueueEntry>(queue, documents),
  case: new ServedReadModel<Case>(caseFile, documents),
  auditTrail: new ServedReadModel<object>(auditTrail, documents),
  statistics: new ServedReadModel<object>(statistics, documents),
  staff: new ServedReadModel<StaffEntry>(staff, documents),
});
