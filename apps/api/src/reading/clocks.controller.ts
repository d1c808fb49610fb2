import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { readClocks, UnreadableComplaint } from '@redress/complaints';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allows } from '../access/access';
import { API_ENGINE, type ApiEngine } from '../api-engine';
import { numberIn } from '../asked/asked';
import { refused } from '../problems/problem';
import { whenFresh } from './answering';
import { asOfOf } from './history';
import { moment, queryOf } from './query';
import { numberParam, Reads, refusalsOfHistory } from './reading-docs';

@ApiTags('complaints')
@Controller('complaints')
export class ClocksController {
  constructor(@Inject(API_ENGINE) private readonly engine: ApiEngine) {}

  @Get(':number/clocks')
  @Allows('ReadCase')
  @ApiParam(numberParam)
  @Reads({
    operationId: 'read-clocks',
    summary: 'Every deadline with what it is derived from: each stretch that counted or not, and why; and why this policy; also as of then',
    answers: 'Clocks',
    takes: ['asOf'],
    carries: ['RevisionRead'],
    refusals: refusalsOfHistory,
  })
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const { asOf } = queryOf(request, { asOf: moment });
    const number = numberIn(request);
    await whenFresh(this.engine.readModels.case, request, reply);
    const found = await readClocks(this.engine, number, asOfOf(asOf ?? null, 'recorded'), this.engine.clock.now()).catch(orTampered);
    if (found === null) throw refused(404, 'complaint.unknown', 'There is no complaint of this number as of then; check it.');
    void reply.header('etag', `W/"${found.revision}"`);
    const { asOf: at, revision, because, parts, clocks } = found;
    return { number, asOf: at, revision, because, parts, clocks };
  }
}

const orTampered = (error: unknown): never => {
  if (error instanceof UnreadableComplaint)
    throw refused(409, 'complaint.tampered', 'A stored event cannot be read; verify this complaint with redress verify.');
  throw error;
};
