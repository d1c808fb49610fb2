import { Controller, Get, HttpCode, HttpStatus, Inject, Post, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiParam, ApiTags } from '@nestjs/swagger';
import { complaintStream, readNumber, type Status, statuses } from '@redress/complaints';
import { clocksAt } from '@redress/deadlines';
import type { Case } from '@redress/read-models';
import { FindCase, lineOf, ListComplaints, ListNotes } from '@redress/read-models/queries';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allows } from '../access/access';
import { API_ENGINE, type ApiEngine } from '../api-engine';
import { numberIn } from '../asked/asked';
import { type BodyReader, BodySchemas, refTo } from '../body/body-schemas';
import { refused } from '../problems/problem';
import { Opening, tellParked, whenFresh } from './answering';
import { History } from './history';
import { refuseUnlessOwnHistory } from './own-history';
import { cursor, day, dayAfter, limit, moment, oneOf, queryOf, startOf, text, usualLimit } from './query';
import { numberParam, Reads, refusalsOfHistory, refusalsOfOne } from './reading-docs';
import { SearchBody } from './search-body';

const linesType = 'application/x-ndjson';

@ApiTags('complaints')
@Controller('complaints')
export class ComplaintsController {
  private readonly readSearch: BodyReader<SearchBody>;

  constructor(
    @Inject(API_ENGINE) private readonly engine: ApiEngine,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(BodySchemas) schemas: BodySchemas,
  ) {
    this.readSearch = schemas.readerOf(SearchBody);
  }

  @Get()
  @Allows('ReadCase')
  @Reads({
    operationId: 'list-complaints',
    summary: 'Complaints, the oldest first',
    answers: 'ComplaintLines',
    takes: ['state', 'team', 'handler', 'from', 'to', 'after', 'limit'],
    carries: ['Sealed'],
  })
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const known = statuses.filter((status): status is Exclude<Status, 'none'> => status !== 'none');
    const {
      from,
      to,
      limit: most = usualLimit,
      ...rest
    } = queryOf(request, { state: oneOf(known), team: text, handler: text, from: day, to: day, after: cursor, limit });
    await whenFresh(this.engine.readModels.case, request, reply);
    const { timeZone } = this.engine.versions;
    const { items, next } = await this.queries.execute(
      new ListComplaints({
        ...rest,
        limit: most,
        ...(from !== undefined && { receivedFrom: startOf(from, timeZone) }),
        ...(to !== undefined && { receivedBefore: startOf(dayAfter(to), timeZone) }),
      }),
    );
    return { items: await Opening.lines(this.engine, request, reply, items), next };
  }

  @Post('search')
  @HttpCode(HttpStatus.OK)
  @Allows('ReadPersonalData')
  @ApiBody({ schema: refTo(SearchBody), examples: { usual: { value: { email: 'leyla@example.org' } } } })
  @Reads({
    operationId: 'search-complaints',
    summary: 'Find complaints by an exact number, e-mail, phone or order number; never in a URL',
    answers: 'ComplaintLines',
    carries: ['Sealed'],
    refusals: [400, 401, 403, 412, 413, 415, 422, 429, 503],
  })
  async search(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    queryOf(request, {});
    const sought = this.readSearch(request.body);
    await whenFresh(this.engine.readModels.queue, request, reply);
    const found = await this.engine.readModels.queue.documents(await this.streamsOf(sought));
    const lines = [...found.values()].map(lineOf);
    // Being found by an e-mail or a phone number is a reading, also of a complaint without a summary.
    const opening = await Opening.of(
      this.engine,
      request,
      reply,
      lines.map(({ number }) => number),
    );
    return { items: await opening.lines(lines), next: null };
  }

  @Get(':number')
  @Allows('ReadCase')
  @ApiParam(numberParam)
  @Reads({
    operationId: 'read-case',
    summary: 'The whole case as an agent reads it',
    answers: 'Case',
    carries: ['RevisionRead', 'Parked', 'Sealed'],
    refusals: refusalsOfOne,
  })
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    queryOf(request, {});
    const number = numberIn(request);
    await whenFresh(this.engine.readModels.case, request, reply);
    const { case: found, parked } = await this.queries.execute(new FindCase(number));
    tellParked(reply, parked);
    const opening = await Opening.of(this.engine, request, reply, [number]);
    // Weak: the body differs by role, the revision does not.
    void reply.header('etag', `W/"${revisionOf(known(found))}"`);
    const { moments, ...shown } = known(found);
    await this.engine.versions.learnPinned(this.engine.events, moments);
    const clocks = clocksAt(moments, this.engine.versions, this.engine.clock.now());
    return { ...(await opening.opened(number, shown)), clocks };
  }

  @Get(':number/history')
  @Allows('ReadHistory')
  @ApiParam(numberParam)
  @Reads({
    operationId: 'read-history',
    summary: 'What was done with it, event by event; as JSON Lines where Accept says application/x-ndjson',
    answers: 'AuditRows',
    takes: ['asOf', 'by', 'after', 'limit'],
    carries: ['RevisionRead', 'Sealed'],
    refusals: refusalsOfHistory,
    otherwise: { [linesType]: { schema: { type: 'string', description: 'An AuditRow a line, then {"next"}.' } } },
  })
  async history(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object | string> {
    const {
      asOf,
      by = 'recorded',
      after,
      limit: most = usualLimit,
    } = queryOf(request, { asOf: moment, by: oneOf(['recorded', 'happened']), after: cursor, limit });
    const number = numberIn(request);
    // Whose it is, the case says: so that must be as new as was asked for.
    await whenFresh(this.engine.readModels.case, request, reply);
    await refuseUnlessOwnHistory(this.queries, request, number);
    const { items, next, revision } = await new History(this.engine).of(number, {
      asOf: asOf ?? null,
      by,
      after: after ?? null,
      limit: most,
    });
    const opening = await Opening.of(this.engine, request, reply, [number]);
    void reply.header('etag', `W/"${revision}"`);
    const rows = await opening.opened(number, items);
    if (!String(request.headers.accept ?? '').includes(linesType)) return { items: rows, next };
    void reply.type(linesType);
    return [...rows.map((row) => JSON.stringify(row)), JSON.stringify({ next }), ''].join('\n');
  }

  @Get(':number/notes')
  @Allows('ReadCase')
  @ApiParam(numberParam)
  @Reads({
    operationId: 'read-notes',
    summary: 'All notes by page',
    answers: 'Notes',
    takes: ['order', 'after', 'limit'],
    carries: ['Parked', 'Sealed'],
    refusals: refusalsOfOne,
  })
  notes(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    return this.listed('note', request, reply);
  }

  @Get(':number/evidence')
  @Allows('ReadCase')
  @ApiParam(numberParam)
  @Reads({
    operationId: 'read-evidence',
    summary: 'All pieces of evidence by page',
    answers: 'Notes',
    takes: ['order', 'after', 'limit'],
    carries: ['Parked', 'Sealed'],
    refusals: refusalsOfOne,
  })
  evidence(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    return this.listed('evidence', request, reply);
  }

  private async listed(kind: 'note' | 'evidence', request: FastifyRequest, reply: FastifyReply): Promise<object> {
    const {
      order = 'newest-first',
      after = null,
      limit: most = usualLimit,
    } = queryOf(request, { order: oneOf(['newest-first', 'oldest-first']), after: cursor, limit });
    const number = numberIn(request);
    await whenFresh(this.engine.readModels.case, request, reply);
    const { case: found, parked } = await this.queries.execute(new FindCase(number));
    known(found);
    tellParked(reply, parked);
    const { items, next } = await this.queries.execute(new ListNotes(number, kind, order, { after, limit: most }));
    const opening = await Opening.of(this.engine, request, reply, [number]);
    return { items: await opening.opened(number, items), next };
  }

  private async streamsOf({ number, email, phone, orderNumber }: SearchBody): Promise<readonly string[]> {
    const digits = number === undefined ? null : readNumber(number);
    if (number !== undefined && digits === null)
      throw refused(400, 'number.mistyped', 'This is no complaint number: a digit is wrong, missing or swapped.');
    const { lookups } = this.engine;
    const sets: readonly (readonly string[] | null)[] = [
      digits === null ? null : [complaintStream(digits)],
      email === undefined ? null : await lookups.find('email', email),
      phone === undefined ? null : await lookups.find('phone', phone),
      orderNumber === undefined ? null : await lookups.find('order', orderNumber),
    ];
    const [first, ...rest] = sets.filter((streams) => streams !== null);
    if (!first) throw refused(422, 'search.empty', 'Name at least one of number, email, phone and orderNumber.');
    return first.filter((stream) => rest.every((streams) => streams.includes(stream))).slice(0, 500);
  }
}

const known = (found: Case | null): Case => {
  if (found) return found;
  throw refused(404, 'complaint.unknown', 'There is no complaint of this number; check it.');
};

/** Of the last event that the case tells. */
const revisionOf = ({ receipt, facts }: Case): number =>
  Math.max(receipt.revision, ...Object.values(facts).flatMap(({ latest }) => latest.map(({ revision }) => revision)));
