import type { QueryBus } from '@nestjs/cqrs';
import { NotAllowed, owns, refuseUnlessMay } from '@redress/access';
import { FindCase } from '@redress/read-models/queries';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../asked/asked';

/**
 * Where the role table says `own` of histories: only complaints that the reader handles now or received, judged on the case. Without a
 * number everything would be shown, so one must be named. Throws NotAllowed (403).
 */
export const refuseUnlessOwnHistory = async (queries: QueryBus, request: FastifyRequest, number: string | undefined): Promise<void> => {
  const actor = actorOf(request);
  if (refuseUnlessMay(actor.role, 'ReadHistory') !== 'own') return;
  const found = number === undefined ? null : (await queries.execute(new FindCase(number))).case;
  if (found && owns(actor.id, found)) return;
  throw new NotAllowed(
    'complaint.not-yours',
    'You may read the history of a complaint that you handle or received; name its number, or ask a supervisor or an auditor.',
  );
};
