import { Controller, HttpCode, HttpStatus, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allows } from '../access/access';
import { API_ENGINE, type ApiEngine } from '../api-engine';
import { askingOf, staffIdIn } from '../asked/asked';
import { type BodyReader, BodySchemas, refTo } from '../body/body-schemas';
import { withWhere } from '../complaints/written';
import { examples, handler } from '../openapi/examples';
import { idempotencyKey, ifMatch } from '../openapi/headers';
import { Answers, Refuses, refusalsOfCommands } from '../openapi/responses';
import type { StaffBody } from './staff-bodies';
import { type StaffRoute, staffRoutes } from './staff-routes';
import { type StaffWritten, stateOf, timeOf } from './written';

type Change = keyof typeof staffRoutes;

const controllerOf = (change: Change, { path, body, command, summary }: StaffRoute): Type => {
  @ApiTags('staff')
  @Controller('staff')
  class ChangeStaffController {
    private readonly read: BodyReader<StaffBody>;

    constructor(
      @Inject(API_ENGINE) private readonly engine: ApiEngine,
      @Inject(BodySchemas) schemas: BodySchemas,
    ) {
      this.read = schemas.readerOf(body);
    }

    @Post(`:id/${path}`)
    @HttpCode(HttpStatus.OK)
    @Allows('ChangeStaff')
    @ApiOperation({ operationId: `staff-${path}`, summary })
    @ApiParam({ name: 'id', description: 'Staff id.', schema: { type: 'string' }, example: handler })
    @ApiHeader(idempotencyKey)
    @ApiHeader(ifMatch)
    @ApiBody({ schema: refTo(body), examples: { usual: { value: examples[change] } } })
    @Answers(HttpStatus.OK, 'Stored, or already so.', 'StaffWritten')
    @Refuses(...refusalsOfCommands)
    async handle(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<StaffWritten> {
      const id = staffIdIn(request);
      const asking = askingOf(request, this.engine.clock.now());
      const sent = this.read(request.body);
      const asked = command(sent as never, timeOf(sent, asking.now));
      const { revision, position, state } = await this.engine.staff.handle(id, asked, asking, sent);
      return withWhere(reply, { id, revision, position, state: stateOf(state) });
    }
  }
  Object.defineProperty(ChangeStaffController, 'name', { value: `${change}Controller` });
  return ChangeStaffController;
};

export const staffControllers: readonly Type[] = Object.entries(staffRoutes).map(([change, route]) =>
  controllerOf(change as Change, route),
);
