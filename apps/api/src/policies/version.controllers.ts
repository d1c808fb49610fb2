import { Controller, Get, HttpStatus, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { preset, publishedCalendar, TextRefused, type VersionKind, type VersionOnRecord } from '@redress/deadlines';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allows } from '../access/access';
import { API_ENGINE, type ApiEngine } from '../api-engine';
import { askingOf } from '../asked/asked';
import { refuseIfMatch } from '../asked/headers';
import { withWhere } from '../complaints/written';
import { carrying, idempotencyKey } from '../openapi/headers';
import { Answers, Refuses, refusalsOfCreations } from '../openapi/responses';
import { refused, type RequestRefused } from '../problems/problem';
import { refuseQuery } from '../reading/query';
import { textRefused } from './faults-of-text';

/** What policies and calendars differ in. */
interface Kind {
  readonly kind: VersionKind;
  readonly path: string;
  readonly body: string;
  readonly example: object;
}
const kinds: readonly Kind[] = [
  { kind: 'policy', path: 'policies', body: 'Policy', example: preset('iso10002-default').text },
  { kind: 'calendar', path: 'calendars', body: 'Calendar', example: publishedCalendar('sample-office').calendar },
];

interface Named {
  readonly id: string;
  readonly version?: string;
}
const answered = (schema: string) => ({
  status: HttpStatus.OK,
  description: 'As of now.',
  headers: carrying(),
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});
const idParam = { name: 'id', description: 'Lower-case letters, digits and single hyphens.', schema: { type: 'string' }, example: 'ours' };
const versionParam = { name: 'version', description: 'Counted from 1.', schema: { type: 'integer', minimum: 1 }, example: 1 };
const refusalsOfList = [400, 401, 403, 409, 429, 503] as const;
const refusalsOfVersion = [400, 401, 403, 404, 409, 429, 503] as const;

const controllerOf = ({ kind, path, body, example }: Kind): Type => {
  const unknown = (): RequestRefused =>
    refused(404, `${kind}.unknown`, `There is no such ${kind}, or no such version; GET /${path} lists them.`);

  @ApiTags(path)
  @Controller(path)
  class VersionController {
    constructor(@Inject(API_ENGINE) private readonly engine: ApiEngine) {}

    @Get()
    @Allows('ReadPolicies')
    @ApiOperation({ operationId: `list-${path}`, summary: 'The newest version of each' })
    @ApiResponse(answered('VersionLines'))
    @Refuses(...refusalsOfList)
    async list(@Req() request: FastifyRequest): Promise<object> {
      refuseQuery(request);
      const ids = await this.engine.adoptions.ids(kind);
      const newest = await Promise.all(ids.map(async (id) => (await this.engine.adoptions.history(kind, id)).at(-1)!));
      return { items: newest.map(({ id, version, sha256, text }) => ({ id, version, sha256, title: titleIn(text) })), next: null };
    }

    @Get(':id')
    @Allows('ReadPolicies')
    @ApiOperation({ operationId: `read-${kind}`, summary: 'Every version, who adopted it and when, with its exact text' })
    @ApiParam(idParam)
    @ApiResponse(answered('VersionHistory'))
    @Refuses(...refusalsOfVersion)
    async history(@Req() request: FastifyRequest): Promise<object> {
      refuseQuery(request);
      const { id } = request.params as Named;
      return { id, versions: await this.versionsOf(id) };
    }

    @Get(':id/:version')
    @Allows('ReadPolicies')
    @ApiOperation({ operationId: `read-${kind}-version`, summary: 'One version, who adopted it and when, with its exact text' })
    @ApiParam(idParam)
    @ApiParam(versionParam)
    @ApiResponse(answered('Version'))
    @Refuses(...refusalsOfVersion)
    async version(@Req() request: FastifyRequest): Promise<VersionOnRecord> {
      refuseQuery(request);
      const { id, version } = request.params as Named;
      const found = (await this.versionsOf(id)).find((each) => String(each.version) === version);
      if (!found) throw unknown();
      return found;
    }

    @Post(':id')
    @Allows('AdoptPolicy')
    @ApiOperation({
      operationId: `adopt-${kind}`,
      summary: 'Adopt the body as the next version; the text that stands is adopted no second time',
    })
    @ApiParam(idParam)
    @ApiHeader(idempotencyKey)
    @ApiBody({ schema: { $ref: `#/components/schemas/${body}` }, examples: { usual: { value: example } } })
    @Answers(HttpStatus.CREATED, 'Adopted, or so already.', 'VersionAdopted')
    @Refuses(...refusalsOfCreations)
    async adopt(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
      refuseIfMatch(request.headers);
      const asking = askingOf(request, this.engine.clock.now());
      const sent = bodyOf(request);
      const { id: named } = request.params as Named;
      const adopted = await this.engine.adoptions.adopt(kind, named, sent, asking).catch(orEveryReason(sent));
      const { id, version, sha256 } = withWhere(reply, adopted);
      void reply.header('location', `/${path}/${id}/${version}`);
      return { id, version, sha256 };
    }

    /** Throws RequestRefused (404). */
    private async versionsOf(id: string): Promise<readonly VersionOnRecord[]> {
      const versions = isName(id) ? await this.engine.adoptions.history(kind, id) : [];
      if (versions.length === 0) throw unknown();
      return versions;
    }
  }
  Object.defineProperty(VersionController, 'name', { value: `${body}VersionController` });
  return VersionController;
};

export const versionControllers: readonly Type[] = kinds.map(controllerOf);

/** What cannot be an id names no stream. */
const isName = (id: string): boolean => /^[a-z0-9-]{1,60}$/.test(id);

const titleIn = (text: string): string => (JSON.parse(text) as { readonly title: string }).title;

/** Throws RequestRefused (400). */
const bodyOf = ({ body }: FastifyRequest): unknown => {
  if (body !== undefined) return body;
  throw refused(400, 'body.missing', 'Send the policy or calendar as a JSON object.');
};

const orEveryReason =
  (sent: unknown) =>
  (error: unknown): never => {
    throw error instanceof TextRefused ? textRefused(error.problems, sent) : error;
  };
