import { batchPromises } from './document-store/batches.contract';
import { generationPromises } from './document-store/generations.contract';
import { leasePromises } from './document-store/leases.contract';
import type { OpenDocumentStore } from './document-store/opened';
import { pagePromises } from './document-store/pages.contract';
import { sumPromises } from './document-store/sums.contract';

export type { OpenDocumentStore } from './document-store/opened';

/** The promises every adapter of the DocumentStore port must keep; run it against each one. */
export const documentStoreContract = (name: string, open: OpenDocumentStore): void =>
  describe(`${name} keeps the DocumentStore contract`, () => {
    describe('a collection', () => batchPromises(open));
    describe('pages', () => pagePromises(open));
    describe('sums', () => sumPromises(open));
    describe('generations', () => generationPromises(open));
    describe('a lease', () => leasePromises(open));
  });
