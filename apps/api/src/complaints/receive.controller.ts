import { Controller, HttpStatus, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReceiveComplaint, ReceiveComplaintBody } from '@redress/complaints/commands';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allows } from '../access/access';
import { API_ENGINE, type ApiEngine } from '../api-engine';
import { askingOf } from '../asked/asked';
import { refuseIfMatch } from '../asked/headers';
import { type BodyReader, BodySchemas, refTo } from '../body/body-schemas';
import { examples } from '../openapi/examples';
import { idempotencyKey } from '../openapi/headers';
import { Answers, Refuses, refusalsOfCreations } from '../openapi/responses';
import { type ComplaintWritten, withWhere } from './written';

@ApiTags('complaints')
@Controller('complaints')
export class ReceiveController {
  private readonly read: BodyReader<ReceiveComplaintBody>;

  constructor(
    @Inject(API_ENGINE) private readonly engine: ApiEngine,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(BodySchemas) schemas: BodySchemas,
  ) {
    this.read = schemas.readerOf(ReceiveComplaintBody);
  }

  @Post()
  @Allows('ReceiveComplaint')
  @ApiOperation({ operationId: 'receive', summary: 'Take a complaint in, on any channel; without a complainant it is anonymous' })
  @ApiHeader(idempotencyKey)
  @ApiBody({ schema: refTo(ReceiveComplaintBody), examples: { usual: { value: examples.ReceiveComplaint } } })
  @Answers(HttpStatus.CREATED, 'Received under a new number.', 'ComplaintWritten')
  @Refuses(...refusalsOfCreations)
  async receive(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<ComplaintWritten> {
    refuseIfMatch(request.headers);
    const asking = askingOf(request, this.engine.clock.now());
    const { number, revision, position, state } = await this.commands.execute(new ReceiveComplaint(this.read(request.body), asking));
    void reply.header('location', `/complaints/${number}`);
    return withWhere(reply, { number, revision, position, state: state.status });
  }
}
