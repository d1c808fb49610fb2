import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KnownRoutes } from '../access/known-routes';
import type { ApiEngine } from '../api-engine';
import type { RequestLog } from '../operations/request-log';
import { edgeRefusalOf, notFound } from './edge-refusals';
import { problemOf, problemType, type Refusal, refused } from './problem';
import { refusalOf } from './refusals';

const fault = refused(500, 'internal', 'This is our fault. Tell the operator the correlation id; the log names the place.');

/** The one place where an error becomes an answer. What nobody expected is logged without its message, which may quote what was sent. */
@Catch()
export class Problems implements ExceptionFilter {
  constructor(
    private readonly routes: KnownRoutes,
    private readonly log: RequestLog,
    private readonly diskSpace: ApiEngine['diskSpace'],
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    this.diskSpace.note(error);
    const refusal = refusalOf(error) ?? edgeRefusalOf(error);
    if (!refusal) this.log.fault(request, error);
    answerRefusal(reply, refusal ?? fault);
  }

  answerNotFound({ method, url }: FastifyRequest, reply: FastifyReply): void {
    answerRefusal(reply, notFound(method, url, this.routes));
  }
}

const answerRefusal = (reply: FastifyReply, refusal: Refusal): void => {
  const { id } = reply.request;
  void reply
    .code(refusal.status)
    .headers({ ...refusal.headers, 'x-correlation-id': id, 'content-type': problemType })
    .send(JSON.stringify(problemOf(refusal, id)));
};
