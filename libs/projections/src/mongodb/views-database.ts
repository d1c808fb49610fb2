import type { DatabaseKind } from '@redress/mongodb';

/**
 * Beside the collections that `CollectionPlace` names: `collections`, `served` and `dropping`, which `Catalogue` keeps, and `leases`, which
 * `LeaseDocuments` does.
 */
export const viewsDatabase: DatabaseKind = { name: 'store of views', mark: 'RDvw', version: 1 };
