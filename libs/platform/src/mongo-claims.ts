import { MongoDatabase } from '@redress/mongodb';

/** In a file of its own: the driver takes a third of a second to load, and most registers have no such database. */
export const refuseClaimed = (url: string, setting: string): Promise<void> => MongoDatabase.refuseClaimed(url, { setting });
