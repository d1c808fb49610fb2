import { Controller, HttpCode, HttpStatus, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allows } from '../access/access';
import { API_ENGINE, type ApiEngine } from '../api-engine';
import { askingOf, numberIn } from '../asked/asked';
import { type BodyReader, BodySchemas, refTo } from '../body/body-schemas';
import { examples, number as exampleNumber } from '../openapi/examples';
import { idempotencyKey, ifMatch } from '../openapi/headers';
import { Answers, Refuses, refusalsOfCommands } from '../openapi/responses';
import { type CommandRoute, commandRoutes } from './command-routes';
import { type ComplaintWritten, withWhere } from './written';

type Operation = keyof typeof commandRoutes;

/** One controller a command, all alike: read the number, the headers and the body, then ask the engine. */
const controllerOf = (operation: Operation, { path, command: Requested, body, summary }: CommandRoute): Type => {
  @ApiTags('complaints')
  @Controller('complaints')
  class CommandController {
    private readonly read: BodyReader<object>;

    constructor(
      @Inject(API_ENGINE) private readonly engine: ApiEngine,
      @Inject(CommandBus) private readonly commands: CommandBus,
      @Inject(BodySchemas) schemas: BodySchemas,
    ) {
      this.read = schemas.readerOf(body);
    }

    @Post(`:number/${path}`)
    @HttpCode(HttpStatus.OK)
    @Allows(operation)
    @ApiOperation({ operationId: path, summary })
    @ApiParam({ name: 'number', description: 'Twelve digits, bare or grouped.', schema: { type: 'string' }, example: exampleNumber })
    @ApiHeader(idempotencyKey)
    @ApiHeader(ifMatch)
    @ApiBody({ schema: refTo(body), examples: { usual: { value: examples[operation] } } })
    @Answers(HttpStatus.OK, 'Stored, or already so.', 'ComplaintWritten')
    @Refuses(...refusalsOfCommands)
    async handle(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<ComplaintWritten> {
      const number = numberIn(request);
      const asking = askingOf(request, this.engine.clock.now());
      const sent = this.read(request.body);
      const { revision, position, state } = await this.commands.execute(new Requested(number, sent as never, asking));
      return withWhere(reply, { number, revision, position, state: state.status });
    }
  }
  Object.defineProperty(CommandController, 'name', { value: `${operation}Controller` });
  return CommandController;
};

export const commandControllers: readonly Type[] = Object.entries(commandRoutes).map(([operation, route]) =>
  controllerOf(operation as Operation, route),
);
