import type { Status } from '@redress/complaints';
import type { FastifyReply } from 'fastify';

/** What every write answers. `position` is what a later read may ask to be `atLeast`. */
export interface ComplaintWritten {
  readonly number: string;
  readonly revision: number;
  readonly position: string;
  readonly state: Status;
}

/** The revision as the strong tag that If-Match takes, and where the log stands. */
export const withWhere = <Written extends { readonly revision: number; readonly position: string }>(
  reply: FastifyReply,
  written: Written,
): Written => {
  void reply.header('etag', `"${written.revision}"`).header('x-redress-position', written.position);
  return written;
};
