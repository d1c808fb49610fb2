import { Controller, Get, Header, Injectable } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags, type OpenAPIObject } from '@nestjs/swagger';
import { Open } from '../access/access';
import { carrying } from './headers';
import { Refuses } from './responses';

/** The document is made from the routes once all of them exist, when somebody asks for it first: few do, and everybody waits for a start. */
@Injectable()
export class OpenApiText {
  private make: () => OpenAPIObject = () => {
    throw new Error('The routes do not exist yet.');
  };
  private text: string | null = null;

  madeBy(make: () => OpenAPIObject): void {
    this.make = make;
  }
  get(): string {
    return (this.text ??= JSON.stringify(this.make()));
  }
}

@ApiTags('operations')
@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly document: OpenApiText) {}

  @Get()
  @Open()
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ operationId: 'openapi', summary: 'This document' })
  @ApiResponse({
    status: 200,
    description: 'OpenAPI 3.1.',
    headers: carrying(),
    content: { 'application/json': { schema: { type: 'object' } } },
  })
  @Refuses(429, 503)
  read(): string {
    return this.document.get();
  }
}
