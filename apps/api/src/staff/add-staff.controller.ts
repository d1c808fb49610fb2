import { Controller, HttpStatus, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allows } from '../access/access';
import { API_ENGINE, type ApiEngine } from '../api-engine';
import { askingOf } from '../asked/asked';
import { refuseIfMatch } from '../asked/headers';
import { type BodyReader, BodySchemas, refTo } from '../body/body-schemas';
import { withWhere } from '../complaints/written';
import { examples } from '../openapi/examples';
import { idempotencyKey } from '../openapi/headers';
import { Answers, Refuses, refusalsOfCreations } from '../openapi/responses';
import { AddStaffMemberBody } from './staff-bodies';
import { type StaffWritten, stateOf, timeOf } from './written';

@ApiTags('staff')
@Controller('staff')
export class AddStaffController {
  private readonly read: BodyReader<AddStaffMemberBody>;

  constructor(
    @Inject(API_ENGINE) private readonly engine: ApiEngine,
    @Inject(BodySchemas) schemas: BodySchemas,
  ) {
    this.read = schemas.readerOf(AddStaffMemberBody);
  }

  @Post()
  @Allows('ChangeStaff')
  @ApiOperation({ operationId: 'add-staff', summary: 'Add a person, under an opaque id of our making' })
  @ApiHeader(idempotencyKey)
  @ApiBody({ schema: refTo(AddStaffMemberBody), examples: { usual: { value: examples.AddStaffMember } } })
  @Answers(HttpStatus.CREATED, 'Added.', 'StaffWritten')
  @Refuses(...refusalsOfCreations)
  async add(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<StaffWritten> {
    refuseIfMatch(request.headers);
    const asking = askingOf(request, this.engine.clock.now());
    const sent = this.read(request.body);
    const { name, team = null, roles } = sent;
    const member = { at: timeOf(sent, asking.now), name, team, roles };
    const { id, revision, position, state } = await this.engine.staff.add(member, asking, sent);
    void reply.header('location', `/staff/${id}`);
    return withWhere(reply, { id, revision, position, state: stateOf(state) });
  }
}
